import { useEffect, useRef, useState } from 'react';
import type { Asset } from '@/lib/contracts';
import { playableUrl } from '../describe-asset';
import { takeTheFloor } from '../playing/one-at-a-time';
import { currentSpeed, onSpeedChange } from '../playing/speed';

type FilmState = {
  /** idle: nothing of it was asked for yet. */
  status: 'idle' | 'paused' | 'loading' | 'playing' | 'failed';
  timeMs: number;
  fileDurationMs: number | null;
  muted: boolean;
};

/** Where each film was left: its message leaves the page when it is scrolled out of sight. */
const leftAtMs = new Map<string, number>();

/** A film and how it is being played. `element` and `handlers` go on the video element. */
export function useFilm(asset: Asset) {
  const element = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<FilmState>({
    status: 'idle',
    timeMs: leftAtMs.get(asset.id) ?? 0,
    fileDurationMs: null,
    muted: false,
  });
  const change = (part: Partial<FilmState>) => setState((now) => ({ ...now, ...part }));

  // A better copy that appears in the middle must not start the film anew.
  const wanted = playableUrl(asset);
  const [source, setSource] = useState(wanted);
  if (source !== wanted && (state.status === 'idle' || state.status === 'failed')) setSource(wanted);

  useEffect(
    () =>
      onSpeedChange(() => {
        if (element.current) element.current.playbackRate = currentSpeed();
      }),
    [],
  );
  const { id } = asset;
  useEffect(() => {
    leftAtMs.set(id, state.timeMs);
  }, [id, state.timeMs]);

  const play = () => {
    const video = element.current;
    if (!video) return;
    if (video.error) video.load();
    if (state.status === 'idle') video.currentTime = (leftAtMs.get(id) ?? 0) / 1000;
    takeTheFloor(video);
    video.playbackRate = currentSpeed();
    change({ status: video.readyState >= video.HAVE_FUTURE_DATA ? 'playing' : 'loading' });
    video.play().catch(() => undefined);
  };
  const pause = () => element.current?.pause();
  const seek = (timeMs: number) => {
    change({ timeMs });
    leftAtMs.set(id, timeMs);
    if (element.current && state.status !== 'idle') element.current.currentTime = timeMs / 1000;
  };
  const durationMs = asset.duration_ms ?? state.fileDurationMs;

  return {
    ...state,
    element,
    source,
    durationMs,
    timeMs: durationMs === null ? state.timeMs : Math.min(state.timeMs, durationMs),
    started: state.status !== 'idle',
    going: state.status === 'playing' || state.status === 'loading',
    play,
    pause,
    seek,
    toggle: () => (state.status === 'playing' || state.status === 'loading' ? pause() : play()),
    playFrom: (timeMs: number) => {
      seek(timeMs);
      play();
    },
    toggleMuted: () => {
      if (element.current) element.current.muted = !element.current.muted;
    },
    handlers: {
      onPlaying: () => change({ status: 'playing' }),
      // It may also be started from outside: media keys, the picture in the picture.
      onPlay: () => element.current && takeTheFloor(element.current),
      onWaiting: () => change({ status: 'loading' }),
      onPause: () => setState((now) => ({ ...now, status: now.status === 'failed' ? 'failed' : 'paused' })),
      onEnded: () => change({ status: 'paused', timeMs: 0 }),
      onError: () => change({ status: 'failed' }),
      onVolumeChange: () => change({ muted: element.current?.muted ?? false }),
      onTimeUpdate: () => {
        const video = element.current;
        if (video && !video.seeking && !video.ended) change({ timeMs: video.currentTime * 1000 });
      },
      onDurationChange: () => {
        const seconds = element.current?.duration ?? Number.NaN;
        if (Number.isFinite(seconds)) change({ fileDurationMs: seconds * 1000 });
      },
    },
  };
}

export type Film = ReturnType<typeof useFilm>;
