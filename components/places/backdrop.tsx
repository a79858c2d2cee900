'use client';

import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useFilms } from '@/lib/client/places';
import type { Background } from '@/lib/contracts';
import { isReadable, variantOf } from '../media/describe-asset';
import { IconButton } from '../ui/icon-button';
import { useIsHydrated } from '../ui/use-is-hydrated';
import { FilmLoop, softened } from './film-loop';
import { showOf } from './may-play';
import { useScene } from './use-scene';

/** The films behind a conversation, under a veil that keeps its words as readable as without them. */
export default function Backdrop({ background }: { background: Background }) {
  // What a device wants of motion and data is not known to the server.
  return useIsHydrated() ? <Scenery background={background} /> : null;
}

/** Either side of the reading column, where there are no words. */
const MARGIN_PX = 120;
const columnMask = `linear-gradient(to right, transparent, black ${MARGIN_PX}px, black calc(100% - ${MARGIN_PX}px), transparent)`;

function Scenery({ background }: { background: Background }) {
  const films = useFilms(background.asset_ids).filter(isReadable);
  const [isPaused, setPaused] = useState(false);
  const show = showOf({ ...useScene(), isPaused });
  const [first] = films;
  if (!first) return null;
  const poster = variantOf(first, 'poster')?.url ?? first.thumbnail_url;
  const page = document.getElementById('main');
  return (
    <>
      <div
        aria-hidden="true"
        data-backdrop={show}
        className="pointer-events-none absolute inset-0 -z-10 animate-appear overflow-hidden"
      >
        {show === 'still' ? (
          poster && <img src={poster} alt="" className={`size-full object-cover ${softened}`} />
        ) : (
          <FilmLoop films={films} isPlaying={show === 'film'} />
        )}
        {/* Together 92 % where there are words: a black film under the light theme still leaves AA to the faintest. */}
        <div className="absolute inset-0 bg-canvas opacity-60" />
        <div
          className="absolute inset-y-0 left-1/2 -translate-x-1/2 bg-canvas opacity-80"
          style={{ width: 752 + 2 * MARGIN_PX, maskImage: columnMask }}
        />
      </div>
      {show === 'still' || !page
        ? null
        : createPortal(
            <IconButton
              label={isPaused ? 'Play the background' : 'Pause the background'}
              size="small"
              onClick={() => setPaused(!isPaused)}
              className="absolute end-3 top-16 z-10 rounded-full border border-line bg-surface"
            >
              {isPaused ? <Play className="size-4" /> : <Pause className="size-4" />}
            </IconButton>,
            page,
          )}
    </>
  );
}
