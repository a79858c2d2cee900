'use client';

import { RotateCw, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { formatBytes } from '../media/format-bytes';
import { iconOfType } from '../media/icon-of-type';
import { classNames } from '../ui/class-names';
import { ProgressRing } from '../ui/progress-ring';
import type { Attachment } from './attachment-tray';

type AttachmentChipProps = { item: Attachment; onRemove(): void; onRetry(): void };

/** A chosen file inside the composer: a thumbnail for pictures, a line for the rest, with the state of its upload. */
export function AttachmentChip({ item, onRemove, onRetry }: AttachmentChipProps) {
  const name = item.file.name || 'Pasted picture';
  const preview = usePreview(item.file);
  const Icon = iconOfType(item.file.type);
  return (
    <li className="relative" data-state={item.state}>
      <div
        className={classNames(
          'flex h-16 items-center overflow-hidden rounded-medium border',
          preview ? 'w-16' : 'w-56 gap-2.5 px-3',
          item.state === 'failed' ? 'border-danger bg-danger-soft' : 'border-line bg-canvas',
        )}
        data-tooltip={item.error ? undefined : name}
      >
        {preview ? (
          <img src={preview} alt={name} className="size-full object-cover" draggable={false} />
        ) : (
          <>
            <Icon className="size-5 shrink-0 text-muted" />
            <span className="min-w-0">
              <span dir="auto" className="block truncate text-caption font-medium">
                {name}
              </span>
              <span className="block truncate text-caption text-muted">
                {item.state === 'failed' ? 'Not uploaded' : formatBytes(item.file.size)}
              </span>
            </span>
          </>
        )}
      </div>
      {item.state === 'uploading' ? (
        <span
          className={classNames(
            'absolute grid place-items-center',
            preview ? 'inset-0 rounded-medium bg-scrim text-stage-ink' : 'inset-y-0 end-8 text-accent',
          )}
        >
          <ProgressRing value={item.progress} label={`Uploading ${name}`} />
        </span>
      ) : null}
      {item.state === 'failed' ? (
        <button
          type="button"
          onClick={onRetry}
          aria-label={`Upload ${name} again`}
          data-tooltip={item.error ?? 'Upload again'}
          className={classNames(
            'absolute inset-0 flex items-center rounded-medium',
            preview
              ? 'justify-center bg-scrim text-stage-ink'
              : 'justify-end pe-8 text-danger hover:bg-hover',
          )}
        >
          <RotateCw className="size-5" />
        </button>
      ) : null}
      <button
        type="button"
        onClick={onRemove}
        aria-label={item.state === 'uploading' ? `Cancel ${name}` : `Remove ${name}`}
        // The mark is small to leave the picture in sight; what a finger can hit is larger.
        className="absolute -end-2 -top-2 grid size-6 place-items-center rounded-full border border-line bg-surface text-muted shadow-raised after:absolute after:-inset-2.5 hover:text-ink"
      >
        <X className="size-3.5" />
      </button>
    </li>
  );
}

/** A picture's own bytes as its preview; null for what browsers cannot show. */
function usePreview(file: File): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!/^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(file.type)) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
