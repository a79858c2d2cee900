'use client';

import { useEffect, useRef, useState } from 'react';
import type { Asset } from '@/lib/contracts';
import { playableUrl, variantOf } from '../media/describe-asset';
import { classNames } from '../ui/class-names';

/** How long one film goes over into the next. */
const FADE_S = 1.2;

/** Neither its black nor its white gets in the way of words. */
export const softened = 'brightness-125 contrast-75';

/** Films one after the other and again, each going over into the next; a single one into itself. Without sound. */
export function FilmLoop({ films, isPlaying }: { films: Asset[]; isPlaying: boolean }) {
  // Counts on, so that a film that follows itself is an element of its own.
  const [turn, setTurn] = useState(0);
  const [previous, setPrevious] = useState<number | null>(null);
  const next = () => {
    setPrevious(turn);
    setTurn(turn + 1);
  };
  const shown = previous === null ? [turn] : [previous, turn];
  return shown.map((at) => {
    const film = films[at % films.length];
    return film ? (
      <LoopedFilm
        key={at}
        film={film}
        isPlaying={isPlaying}
        isLeaving={at !== turn}
        onNearEnd={at === turn ? next : undefined}
        onGone={() => setPrevious((now) => (now === at ? null : now))}
      />
    ) : null;
  });
}

type LoopedFilmProps = {
  film: Asset;
  isPlaying: boolean;
  isLeaving: boolean;
  onNearEnd: (() => void) | undefined;
  onGone(): void;
};

function LoopedFilm({ film, isPlaying, isLeaving, onNearEnd, onGone }: LoopedFilmProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [seen, setSeen] = useState(false);
  const near = useRef(false);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    if (isPlaying) element.play().catch(() => undefined);
    else element.pause();
  }, [isPlaying]);
  const goOn = () => {
    if (near.current) return;
    near.current = true;
    onNearEnd?.();
  };
  return (
    <video
      ref={video}
      src={playableUrl(film)}
      poster={variantOf(film, 'poster')?.url}
      muted
      playsInline
      disablePictureInPicture
      preload="auto"
      tabIndex={-1}
      onLoadedData={() => setSeen(true)}
      onTimeUpdate={({ currentTarget: { currentTime, duration } }) => {
        if (duration - currentTime <= FADE_S) goOn();
      }}
      onEnded={() => {
        goOn();
        onGone();
      }}
      // What cannot be played makes room for the next: not at once, for it may be the only one.
      onError={() => setTimeout(goOn, 5_000)}
      style={{ transitionDuration: `${FADE_S}s` }}
      className={classNames(
        'absolute inset-0 size-full object-cover transition-opacity',
        softened,
        seen && !isLeaving ? 'opacity-100' : 'opacity-0',
      )}
    />
  );
}
