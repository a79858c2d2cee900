'use client';

import { useEffect } from 'react';
import type { Asset } from '@/lib/contracts';
import { FilmPlayer } from './film-player';
import { MomentStrip } from './moment-strip';
import { momentsOf } from './moments';
import { useFilm } from './use-film';

/** A film by itself, its chapters beneath. `playAtOnce`: it was opened to be played. */
export function FilmStage({ asset, playAtOnce }: { asset: Asset; playAtOnce: boolean }) {
  const film = useFilm(asset);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it has appeared
  useEffect(() => {
    if (playAtOnce) film.play();
  }, []);
  const moments = momentsOf(asset);
  return (
    <div className="flex size-full flex-col">
      <div className="min-h-0 flex-1">
        <FilmPlayer asset={asset} film={film} moments={moments} />
      </div>
      {moments.length > 1 ? (
        <div className="flex shrink-0 justify-center">
          <MomentStrip moments={moments} film={film} look="stage" />
        </div>
      ) : null}
    </div>
  );
}
