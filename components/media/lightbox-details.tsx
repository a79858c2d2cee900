'use client';

import type { Asset } from '@/lib/contracts';
import { formatMoney } from '@/lib/kernel';
import { sayChoices } from '../jobs/job-words';
import { useMakerName } from '../models/use-maker-name';
import { nameOfAsset } from './describe-asset';
import { formatBytes } from './format-bytes';
import { formatClock } from './playing/clock';
import { VersionStrip } from './version-strip';

type LightboxDetailsProps = {
  asset: Asset;
  /** From the first version to the one that was opened; one alone has no line. */
  line: readonly Asset[];
  onShow(asset: Asset): void;
};

/** What is known of a picture or a film, how it was made, and what it was made from. */
export function LightboxDetails({ asset, line, onShow }: LightboxDetailsProps) {
  const nameOf = useMakerName();
  const { generation, width, height, duration_ms: durationMs } = asset;
  const rows: [string, string | null | undefined][] = [
    ['Made by', generation && nameOf(generation)],
    ['From', generation?.prompt],
    ['Chosen', generation?.parameters && sayChoices(generation.parameters).join(' · ')],
    ['Cost', generation?.cost_micros == null ? null : formatMoney(generation.cost_micros)],
    ['Version', asset.version > 1 ? sayOrigin(asset, line) : null],
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
    <div className="mx-auto max-h-[36dvh] w-full max-w-reading shrink-0 overflow-y-auto px-4 py-3">
      {line.length > 1 ? <VersionStrip line={line} shownId={asset.id} onShow={onShow} /> : null}
      <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1 pt-1 text-caption select-text">
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
    </div>
  );
}

/** Which version it is and of what: "2, made from lake.jpg". */
function sayOrigin(asset: Asset, line: readonly Asset[]): string {
  const origin = line.find(({ id }) => id === asset.derived_from);
  return origin ? `${asset.version}, made from “${nameOfAsset(origin)}”` : String(asset.version);
}
