'use client';

import { Download } from 'lucide-react';
import type { Asset } from '@/lib/contracts';
import { isPreparing, nameOfAsset, problemOfAsset } from './describe-asset';
import { FileCard } from './file-card';
import { formatBytes } from './format-bytes';

/** A recording or a film, played by the browser in our frame. */
export default function Player({ asset }: { asset: Asset }) {
  if (problemOfAsset(asset) || isPreparing(asset)) return <FileCard asset={asset} />;
  const name = nameOfAsset(asset);
  return (
    <figure className="w-full max-w-120 overflow-hidden rounded-medium border border-line bg-surface">
      {asset.type === 'video' ? (
        // biome-ignore lint/a11y/useMediaCaption: captions come with the asset when there are any
        <video
          src={asset.url}
          poster={asset.thumbnail_url ?? undefined}
          controls
          preload="metadata"
          playsInline
          aria-label={name}
          className="block max-h-90 w-full bg-stage"
          style={{ aspectRatio: asset.width && asset.height ? asset.width / asset.height : 16 / 9 }}
        />
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: a transcript comes with the asset when there is one
        <audio
          src={asset.url}
          controls
          preload="metadata"
          aria-label={name}
          className="block h-12 w-full px-2 pt-2"
        />
      )}
      <figcaption className="flex items-center gap-2 px-3.5 py-1.5 text-caption text-muted">
        <span dir="auto" className="min-w-0 flex-1 truncate">
          {name}
        </span>
        <span className="shrink-0">{formatBytes(asset.size_bytes)}</span>
        <a
          href={asset.url}
          download={asset.filename ?? true}
          aria-label={`Download ${name}`}
          data-tooltip="Download"
          className="grid size-8 place-items-center rounded-small hover:bg-hover hover:text-ink pointer-coarse:size-11"
        >
          <Download className="size-4" />
        </a>
      </figcaption>
    </figure>
  );
}
