'use client';

import type { Asset } from '@/lib/contracts';

type VersionStripProps = {
  /** From the first to the one that was opened. */
  line: readonly Asset[];
  shownId: string;
  onShow(asset: Asset): void;
};

/** The versions of a picture as small pictures, each a step back. */
export function VersionStrip({ line, shownId, onShow }: VersionStripProps) {
  return (
    <ol aria-label="Versions" className="flex gap-2 overflow-x-auto px-1 py-1">
      {line.map((asset, index) => (
        <li key={asset.id} className="shrink-0">
          <button
            type="button"
            aria-label={`Show version ${index + 1} of ${line.length}`}
            aria-current={asset.id === shownId || undefined}
            data-tooltip={asset.generation?.prompt ?? asset.filename ?? undefined}
            onClick={() => onShow(asset)}
            className="relative block size-14 overflow-hidden rounded-small opacity-70 transition-opacity hover:opacity-100 aria-[current]:opacity-100 aria-[current]:ring-2 aria-[current]:ring-stage-ink"
          >
            <img
              src={asset.thumbnail_url ?? asset.url}
              alt=""
              draggable={false}
              className="size-full object-cover"
            />
            <span className="absolute end-1 bottom-1 rounded-full bg-stage/75 px-1.5 text-caption leading-4 tabular-nums">
              {index + 1}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
