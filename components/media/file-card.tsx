'use client';

import { Download, TriangleAlert } from 'lucide-react';
import type { Asset } from '@/lib/contracts';
import { isPreparing, nameOfAsset, problemOfAsset } from './describe-asset';
import { formatBytes } from './format-bytes';
import { iconOfType } from './icon-of-type';

/** A file by its name, kind and size, to be taken along. */
export function FileCard({ asset }: { asset: Asset }) {
  const Icon = iconOfType(asset.content_type);
  const problem = problemOfAsset(asset);
  const name = nameOfAsset(asset);
  const facts = `${asset.format.toUpperCase()} · ${formatBytes(asset.size_bytes)}`;
  const content = (
    <>
      <span className="grid size-10 shrink-0 place-items-center rounded-small bg-bubble text-muted">
        {problem ? <TriangleAlert className="size-5" /> : <Icon className="size-5" />}
      </span>
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate text-body font-medium">
          {name}
        </span>
        <span className="block text-caption text-muted">
          {problem ?? (isPreparing(asset) ? 'Preparing…' : facts)}
        </span>
      </span>
    </>
  );
  const frame =
    'flex w-full max-w-80 items-center gap-3 rounded-medium border border-line bg-surface p-2.5 pe-3.5 text-start';
  if (problem) return <div className={frame}>{content}</div>;
  return (
    <a
      href={asset.url}
      download={asset.filename ?? true}
      className={`group/card transition-colors hover:bg-hover ${frame}`}
    >
      <span className="sr-only">Download</span>
      {content}
      <Download className="size-4 shrink-0 text-faint group-hover/card:text-ink" />
    </a>
  );
}
