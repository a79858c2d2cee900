import { useMemo, useSyncExternalStore } from 'react';
import { keyOfAsset, localUrlOf } from '@/lib/client';
import type { Asset } from '@/lib/contracts';
import { nameOfAsset, playableUrl } from '../describe-asset';
import { type Sound, soundPlayer } from './sound-player';

/** A recording and how it is being played. `durationMs` is the measured length; the file's word only without one. */
export function useSound(asset: Asset) {
  // What was sent from this page goes on being heard when it has arrived.
  const id = keyOfAsset(asset);
  const url = localUrlOf(asset) ?? playableUrl(asset);
  const title = nameOfAsset(asset);
  const { duration_ms, thumbnail_url } = asset;
  const sound = useMemo<Sound>(
    () => ({ id, url, title, artwork: thumbnail_url, durationMs: duration_ms }),
    [id, url, title, thumbnail_url, duration_ms],
  );
  const state = useSyncExternalStore(
    soundPlayer.subscribe,
    () => soundPlayer.stateOf(id),
    () => soundPlayer.stateOf(id),
  );
  const durationMs = duration_ms ?? state.fileDurationMs;
  return {
    ...state,
    durationMs,
    timeMs: durationMs === null ? state.timeMs : Math.min(state.timeMs, durationMs),
    readTimeMs: () => Math.min(soundPlayer.timeOf(id), durationMs ?? Number.POSITIVE_INFINITY),
    toggle: () => soundPlayer.toggle(sound),
    seek: (timeMs: number) => soundPlayer.seek(sound, timeMs),
    playFrom: (timeMs: number) => {
      soundPlayer.seek(sound, timeMs);
      soundPlayer.play(sound);
    },
  };
}

export type SoundView = ReturnType<typeof useSound>;
