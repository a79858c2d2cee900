'use client';

import { Play, Sparkles } from 'lucide-react';
import { Suspense } from 'react';
import type { Asset } from '@/lib/contracts';
import { useMakerName } from '../models/use-maker-name';
import { lazyWhenOnline } from '../ui/lazy-when-online';
import { Badge } from './badge';
import { isReadable, isReworkable, nameOfAsset, stateOfAsset } from './describe-asset';
import { Picture } from './picture';
import { formatClock } from './playing/clock';

const FrameNote = lazyWhenOnline(() => import('./frame-note'));
const TileActions = lazyWhenOnline(() => import('./tile-actions'));

/** True for what can be opened by itself. */
export const isViewable = (asset: Asset): boolean =>
  isReadable(asset) && (asset.type === 'video' || stateOfAsset(asset).kind !== 'failed');

type TileProps = {
  asset: Asset;
  /** How much of the grid's width it takes, 0 to 1. */
  share: number;
  more: number;
  onOpen(): void;
  onApproach(): void;
};

/** A picture, or the poster of a film, in its place of the grid; or why it is not there. */
export function Tile({ asset, share, more, onOpen, onApproach }: TileProps) {
  const nameOf = useMakerName();
  const state = stateOfAsset(asset);
  const film = asset.type === 'video';
  const note = (over: boolean) => (
    <Suspense fallback={null}>
      <FrameNote asset={asset} over={over} />
    </Suspense>
  );
  if (!isViewable(asset)) return note(false);
  const maker = asset.generation ? `made by ${nameOf(asset.generation)}` : null;
  const underWay = state.kind === 'uploading' || (state.kind === 'working' && !film);
  return (
    <>
      <button
        type="button"
        onClick={onOpen}
        onPointerEnter={onApproach}
        className="block size-full focus-visible:-outline-offset-4"
      >
        <span className="sr-only">{film ? `Play ${nameOfAsset(asset)}, ` : 'Open '}</span>
        <Picture
          asset={asset}
          sizes={`(max-width: 640px) ${Math.round(90 * share)}vw, ${Math.round(480 * share)}px`}
          fit="cover"
          named={!film}
        />
        {film && more === 0 ? (
          <>
            <span className="absolute inset-0 m-auto grid size-11 place-items-center rounded-full bg-stage/70 text-stage-ink">
              <Play className="size-5 translate-x-px fill-current" strokeWidth={0} />
            </span>
            {asset.duration_ms === null ? null : (
              <Badge className="absolute end-2 bottom-2">{formatClock(asset.duration_ms)}</Badge>
            )}
          </>
        ) : null}
        {maker && more === 0 ? (
          <span
            data-tooltip={`M${maker.slice(1)}`}
            className="absolute start-2 top-2 grid size-6 place-items-center rounded-full bg-stage/75 text-stage-ink"
          >
            <Sparkles className="size-3.5" />
            <span className="sr-only">, {maker}</span>
          </span>
        ) : null}
        {more > 0 ? (
          <span className="absolute inset-0 grid place-items-center bg-stage/60 text-title font-semibold text-stage-ink">
            <span>
              +{more} <span className="sr-only">more</span>
            </span>
          </span>
        ) : null}
      </button>
      {asset.generation && more === 0 && share > 0.4 && isReworkable(asset) ? (
        <Suspense fallback={null}>
          <TileActions asset={asset} />
        </Suspense>
      ) : null}
      {underWay ? <div className="pointer-events-none">{note(true)}</div> : null}
    </>
  );
}
