'use client';

import { Suspense } from 'react';
import { keyOfAsset } from '@/lib/client';
import type { Asset } from '@/lib/contracts';
import { classNames } from '../ui/class-names';
import { lazyWhenOnline } from '../ui/lazy-when-online';
import { isVoiceNote } from './is-voice-note';
import { gridRatio, ratioOfGrid, SHOWN } from './justified-rows';

const VisualGrid = lazyWhenOnline(() => import('./visual-grid'));
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
          <Suspense fallback={<GridRoom assets={visual} />}>
            <VisualGrid assets={visual} />
          </Suspense>
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

/** The room of pictures whose code is on its way. */
function GridRoom({ assets }: { assets: Asset[] }) {
  const ratios = assets.slice(0, SHOWN).map(({ width, height }) => gridRatio(width, height));
  const maxWidth = ratios.length === 1 ? `${Math.round(360 * (ratios[0] ?? 1))}px` : undefined;
  return (
    <div className="w-full rounded-medium bg-bubble" style={{ aspectRatio: ratioOfGrid(ratios), maxWidth }} />
  );
}

/** The room of a card whose code is on its way. */
const Frame = ({ className }: { className: string }) => (
  <div className={classNames('w-full max-w-100 rounded-large bg-bubble', className)} />
);
