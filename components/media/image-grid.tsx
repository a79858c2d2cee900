'use client';

import { LoaderCircle, Sparkles, TriangleAlert } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Asset } from '@/lib/contracts';
import { useModelName } from '../models/use-model-name';
import { isPreparing, nameOfAsset, problemOfAsset } from './describe-asset';
import { gridRatio, justifiedRows } from './justified-rows';
import { Picture } from './picture';

const loadLightbox = () => import('./lightbox');
const Lightbox = lazy(loadLightbox);

const SHOWN = 4;

/** Pictures in rows of one height; from the fifth on they wait behind the last one. */
export function ImageGrid({ assets }: { assets: Asset[] }) {
  const [openAt, setOpenAt] = useState<number | null>(null);
  const shown = assets.slice(0, SHOWN);
  const hidden = assets.length - shown.length;
  const ratios = shown.map((asset) => gridRatio(asset.width, asset.height));
  const viewable = assets.filter((asset) => asset.status === 'ready');

  let next = 0;
  const rows = justifiedRows(ratios).map((length) => {
    const row = shown.slice(next, next + length).map((asset, index) => ({ asset, at: next + index }));
    next += length;
    return row;
  });

  return (
    // A single upright picture must not fill the screen: its width follows from the height it may have.
    <div
      className="flex w-full flex-col gap-1 overflow-hidden rounded-medium"
      style={{ maxWidth: shown.length === 1 ? `${Math.round(360 * (ratios[0] ?? 1))}px` : undefined }}
    >
      {rows.map((row) => (
        <div key={row[0]?.asset.id} className="flex gap-1">
          {row.map(({ asset, at }) => (
            <div
              key={asset.id}
              className="relative min-w-0 overflow-hidden bg-bubble"
              style={{ flex: `${ratios[at]} 1 0`, aspectRatio: ratios[at] }}
            >
              <Tile
                asset={asset}
                more={at === SHOWN - 1 ? hidden : 0}
                onOpen={() => setOpenAt(viewable.indexOf(asset))}
              />
            </div>
          ))}
        </div>
      ))}
      {openAt === null ? null : (
        <Suspense fallback={null}>
          <Lightbox assets={viewable} startAt={openAt} onClose={() => setOpenAt(null)} />
        </Suspense>
      )}
    </div>
  );
}

function Tile({ asset, more, onOpen }: { asset: Asset; more: number; onOpen(): void }) {
  const nameOf = useModelName();
  const problem = problemOfAsset(asset);
  if (problem || isPreparing(asset)) {
    return (
      <p className="flex size-full flex-col items-center justify-center gap-2 p-4 text-center text-caption text-muted">
        {problem ? <TriangleAlert className="size-5" /> : <LoaderCircle className="size-5 animate-turn" />}
        {problem ?? 'Preparing the picture…'}
      </p>
    );
  }
  const maker = asset.generation ? nameOf(asset.generation.model) : null;
  const made = maker ? `, made by ${maker}` : '';
  return (
    <button
      type="button"
      aria-label={`Open ${nameOfAsset(asset)}${made}${more > 0 ? `, and ${more} more` : ''}`}
      onClick={onOpen}
      onPointerEnter={() => void loadLightbox().catch(() => undefined)}
      className="group/tile block size-full focus-visible:-outline-offset-4"
    >
      <Picture asset={asset} sizes="(max-width: 640px) 90vw, 560px" fit="cover" />
      {maker && more === 0 ? (
        <span
          data-tooltip={`Made by ${maker}`}
          className="absolute end-2 bottom-2 grid size-6 place-items-center rounded-full bg-scrim text-stage-ink"
        >
          <Sparkles className="size-3.5" />
        </span>
      ) : null}
      {more > 0 ? (
        <span className="absolute inset-0 grid place-items-center bg-scrim text-title font-semibold text-stage-ink">
          +{more}
        </span>
      ) : null}
    </button>
  );
}
