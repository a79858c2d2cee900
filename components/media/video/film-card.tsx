'use client';

import { Film as FilmIcon } from 'lucide-react';
import { useState } from 'react';
import type { Asset } from '@/lib/contracts';
import { IconButton } from '../../ui/icon-button';
import { AssetName } from '../asset-name';
import { Badge } from '../badge';
import { isReadable, nameOfAsset, sayState, stateOfAsset } from '../describe-asset';
import { DownloadLink } from '../download-link';
import { filmShape } from '../film-shape';
import { formatBytes } from '../format-bytes';
import FrameNote from '../frame-note';
import { MakerMark } from '../maker-mark';
import { Said } from '../playing/transcript';
import { TryAgain } from '../try-again';
import { FilmPlayer } from './film-player';
import { MomentStrip } from './moment-strip';
import { momentsOf } from './moments';
import { useFilm } from './use-film';

/** A film in a message: played in place, with its chapters and what is said in it beneath. */
export default function FilmCard({ asset }: { asset: Asset }) {
  const film = useFilm(asset);
  const [chapters, setChapters] = useState(false);
  const state = stateOfAsset(asset);
  const readable = isReadable(asset);
  const moments = momentsOf(asset);
  const name = nameOfAsset(asset);
  const { ratio, maxWidthPx } = filmShape(asset);
  return (
    <figure
      aria-label={name}
      data-asset={asset.id}
      className="m-0 w-full overflow-hidden rounded-medium border border-line bg-surface"
      style={{ maxWidth: maxWidthPx }}
    >
      <div className="relative bg-bubble" style={{ aspectRatio: ratio }}>
        {readable ? (
          <FilmPlayer asset={asset} film={film} moments={moments} fitted />
        ) : (
          <FrameNote asset={asset} />
        )}
        {readable && !film.started && (state.kind === 'working' || state.kind === 'uploading') ? (
          <Badge className="absolute start-2 top-2">
            <span role="status" className="truncate">
              {sayState(state)}
            </span>
          </Badge>
        ) : null}
      </div>
      <figcaption className="flex h-11 items-center gap-1 ps-3.5 pe-1.5 text-caption text-muted pointer-coarse:h-13">
        {state.kind === 'failed' ? (
          <>
            <span className="line-clamp-2 min-w-0 flex-1 leading-4.5">{sayState(state)}</span>
            {state.retryable ? <TryAgain asset={asset} /> : null}
          </>
        ) : (
          <>
            <AssetName name={name} className="flex-1" />
            <MakerMark asset={asset} />
            <span className="shrink-0 pe-1">{formatBytes(asset.size_bytes)}</span>
            {moments.length > 1 && readable ? (
              <IconButton
                size="small"
                label="Chapters"
                aria-expanded={chapters}
                onClick={() => setChapters(!chapters)}
                className="aria-expanded:bg-hover"
              >
                <FilmIcon className="size-4" />
              </IconButton>
            ) : null}
            {readable ? <DownloadLink asset={asset} /> : null}
          </>
        )}
      </figcaption>
      {chapters ? (
        <div className="border-t border-line">
          <MomentStrip moments={moments} film={film} />
        </div>
      ) : null}
      {asset.preview_note && state.kind === 'ready' ? (
        <p className="border-t border-line px-3.5 py-2 text-caption text-pretty text-muted">
          {asset.preview_note}
        </p>
      ) : null}
      {readable ? (
        <Said asset={asset} timeMs={film.timeMs} active={film.started} onSeek={film.playFrom} />
      ) : null}
    </figure>
  );
}
