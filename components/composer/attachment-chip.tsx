'use client';

import { RotateCw, ShieldAlert, X } from 'lucide-react';
import type { LocalUpload, useUploads } from '@/lib/client';
import { iconOfType } from '../media/icon-of-type';
import { classNames } from '../ui/class-names';
import { isOnTheWay, nameOf, problemOf, statusOf } from './attachment-state';
import { UploadRing } from './upload-ring';
import { useAssetPreview } from './use-asset-preview';
import { usePreview } from './use-preview';

type AttachmentChipProps = { item: LocalUpload; uploads: ReturnType<typeof useUploads> };

/** A chosen file inside the composer: a picture where there is one, a line for the rest, with the state of its upload. */
export function AttachmentChip({ item, uploads }: AttachmentChipProps) {
  const name = nameOf(item);
  const ownPreview = usePreview(item.file, item.type);
  useAssetPreview(item, uploads);
  const picture = ownPreview ?? item.asset?.thumbnail_url ?? null;
  // The first page of a document comes when it has been read: it takes the place of its mark, and nothing moves.
  const preview = /^(?:image|video)\//.test(item.type) ? picture : null;
  const problem = problemOf(item);
  const onTheWay = isOnTheWay(item);
  return (
    <li className="relative" data-state={item.state}>
      <div
        className={classNames(
          'flex h-16 items-center overflow-hidden rounded-medium border',
          preview ? 'w-16' : 'w-56 gap-2.5 px-3',
          problem ? 'border-danger bg-danger-soft' : 'border-line bg-canvas',
        )}
        data-tooltip={problem ?? (preview ? `${name} · ${statusOf(item)}` : name)}
      >
        {preview ? (
          <img src={preview} alt={name} className="size-full object-cover" draggable={false} />
        ) : (
          <Line item={item} page={picture} isNarrow={onTheWay || problem !== null} />
        )}
      </div>
      {onTheWay ? (
        <span
          className={classNames(
            'absolute grid place-items-center',
            preview ? 'inset-0 rounded-medium bg-scrim text-stage-ink' : 'inset-y-0 end-4 text-accent',
          )}
        >
          <UploadRing
            item={item}
            onPause={() => uploads.pause(item.id)}
            onResume={() => uploads.resume(item.id)}
          />
        </span>
      ) : null}
      {item.state === 'failed' ? (
        <button
          type="button"
          onClick={() => uploads.retry(item.id)}
          aria-label={`Upload ${name} again`}
          data-tooltip={problem ?? 'Upload again'}
          className={classNames(
            'absolute inset-0 flex items-center rounded-medium',
            preview
              ? 'justify-center bg-scrim text-stage-ink'
              : 'justify-end pe-5 text-danger hover:bg-hover',
          )}
        >
          <RotateCw className="size-5" />
        </button>
      ) : problem ? (
        <ShieldAlert className="absolute inset-y-0 end-5 my-auto size-5 text-danger" aria-hidden="true" />
      ) : null}
      <button
        type="button"
        onClick={() => uploads.cancel(item.id)}
        aria-label={onTheWay ? `Cancel ${name}` : `Remove ${name}`}
        // The mark is small to leave the picture in sight; what a finger can hit is larger.
        className="absolute -end-2 -top-2 grid size-6 place-items-center rounded-full border border-line bg-surface text-muted shadow-raised after:absolute after:-inset-2.5 hover:text-ink"
      >
        <X className="size-3.5" />
      </button>
    </li>
  );
}

function Line({ item, page, isNarrow }: { item: LocalUpload; page: string | null; isNarrow: boolean }) {
  const Icon = iconOfType(item.asset?.content_type ?? item.type);
  return (
    <>
      <span className="grid size-10 shrink-0 place-items-center overflow-hidden rounded-small bg-bubble text-muted">
        {page ? (
          <img src={page} alt="" className="size-full object-cover object-top" draggable={false} />
        ) : (
          <Icon className="size-5" />
        )}
      </span>
      <span className={classNames('min-w-0', isNarrow && 'pe-9')}>
        <span dir="auto" className="block truncate text-caption font-medium">
          {nameOf(item)}
        </span>
        <span className="block truncate text-caption text-muted tabular-nums">{statusOf(item)}</span>
      </span>
    </>
  );
}
