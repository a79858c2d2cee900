'use client';

import { Suspense } from 'react';
import { keyOfAsset } from '@/lib/client';
import type { Asset } from '@/lib/contracts';
import { classNames } from '../ui/class-names';
import { lazyWhenOnline } from '../ui/lazy-when-online';
import { isVoiceNote } from './describe-asset';
import { VisualGrid } from './visual-grid';

const AudioCard = lazyWhenOnline(() => import('./audio/audio-card'));
const FileCard = lazyWhenOnline(() => import('./documents/file-card'));

type MediaRendererProps = { assets: Asset[]; align?: 'start' | 'end' };

/**
 * Everything attached to a message, whoever or whatever made it: pictures and films together, then what is heard,
 * then files. Each has its final size from the first moment on.
 */
export function MediaRenderer({ assets, align = 'start' }: MediaRendererProps) {
  if (assets.length === 0) return null;
  const visual = assets.filter(({ type }) => type === 'image' || type === 'video');
  const heard = assets.filter(({ type }) => type === 'audio');
  const files = assets.filter(({ type }) => type === 'file');
  const end = align === 'end';
  return (
    <div className={classNames('flex w-full flex-col gap-2', end ? 'items-end' : 'items-start')}>
      {visual.length > 0 ? (
        <div className={classNames('flex w-full max-w-120', end && 'justify-end')}>
          <VisualGrid assets={visual} />
        </div>
      ) : null}
      {heard.map((asset) => (
        <Suspense
          key={keyOfAsset(asset)}
          fallback={<Frame className={isVoiceNote(asset) ? 'h-19' : 'h-32.5'} />}
        >
          <AudioCard asset={asset} />
        </Suspense>
      ))}
      {files.map((asset) => (
        <Suspense key={keyOfAsset(asset)} fallback={<Frame className="h-20" />}>
          <FileCard asset={asset} />
        </Suspense>
      ))}
    </div>
  );
}

/** The room of a card whose code is on its way. */
const Frame = ({ className }: { className: string }) => (
  <div className={classNames('w-full max-w-100 rounded-large bg-bubble', className)} />
);
