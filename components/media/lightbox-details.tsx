'use client';

import type { Asset } from '@/lib/contracts';
import { useModelName } from '../models/use-model-name';
import { formatBytes } from './format-bytes';
import { formatClock } from './playing/clock';

/** What is known of a picture or a film, and how it was made. */
export function LightboxDetails({ asset }: { asset: Asset }) {
  const nameOf = useModelName();
  const { generation, width, height, duration_ms: durationMs } = asset;
  const rows: [string, string | null | undefined][] = [
    ['Made by', generation && nameOf(generation.model)],
    ['From', generation?.prompt],
    ['Shows', asset.description],
    ['Size', width && height ? `${width} × ${height}` : null],
    ['Length', durationMs === null ? null : formatClock(durationMs)],
    [
      'File',
      [asset.format.toUpperCase(), asset.codec, formatBytes(asset.size_bytes)].filter(Boolean).join(', '),
    ],
    ['Note', asset.preview_note],
  ];
  return (
    <dl className="mx-auto grid max-h-[30dvh] w-full max-w-reading shrink-0 grid-cols-[auto_1fr] gap-x-5 gap-y-1 overflow-y-auto px-4 py-3 text-caption select-text">
      {rows.map(([name, value]) =>
        value ? (
          <div key={name} className="contents">
            <dt className="opacity-80">{name}</dt>
            <dd dir="auto" className="min-w-0 wrap-anywhere">
              {value}
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
