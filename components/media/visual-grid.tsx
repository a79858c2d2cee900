'use client';

import { Suspense, useState } from 'react';
import type { Asset } from '@/lib/contracts';
import { lazyOnDemand, lazyWhenOnline } from '../ui/lazy-when-online';
import { filmShape } from './film-shape';
import { gridRatio, justifiedRows, SHOWN } from './justified-rows';
import { isViewable, Tile } from './tile';

const loadLightbox = () => import('./lightbox');
const Lightbox = lazyOnDemand(loadLightbox);
const FilmCard = lazyWhenOnline(() => import('./video/film-card'));

/** Pictures and films in rows of one height; from the fifth on they wait behind the last one. */
export default function VisualGrid({ assets }: { assets: Asset[] }) {
  const [openAt, setOpenAt] = useState<number | null>(null);
  const [only] = assets;
  if (only?.type === 'video' && assets.length === 1) return <OnlyFilm asset={only} />;

  const shown = assets.slice(0, SHOWN);
  const hidden = assets.length - shown.length;
  const ratios = shown.map((asset) => gridRatio(asset.width, asset.height));
  const viewable = assets.filter(isViewable);

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
        <div key={row[0]?.at} className="flex gap-1">
          {row.map(({ asset, at }) => (
            <div
              // By place: when the uploaded picture takes over from the local one, nothing blinks.
              key={at}
              className="group/tile relative min-w-0 overflow-hidden bg-bubble"
              style={{ flex: `${ratios[at]} 1 0`, aspectRatio: ratios[at] }}
            >
              <Tile
                asset={asset}
                share={(ratios[at] ?? 1) / row.reduce((sum, { at: other }) => sum + (ratios[other] ?? 1), 0)}
                more={at === SHOWN - 1 ? hidden : 0}
                onOpen={() => setOpenAt(viewable.indexOf(asset))}
                onApproach={() => void loadLightbox().catch(() => undefined)}
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

/** A film that is alone is played where it stands. */
function OnlyFilm({ asset }: { asset: Asset }) {
  const { ratio, maxWidthPx } = filmShape(asset);
  const frame = (
    <div
      className="w-full overflow-hidden rounded-medium border border-line bg-surface"
      style={{ maxWidth: maxWidthPx }}
    >
      <div className="bg-bubble" style={{ aspectRatio: ratio }} />
      <div className="h-11 pointer-coarse:h-13" />
    </div>
  );
  return (
    <Suspense fallback={frame}>
      <FilmCard asset={asset} />
    </Suspense>
  );
}
