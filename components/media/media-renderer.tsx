'use client';

import { lazy, Suspense } from 'react';
import type { Asset } from '@/lib/contracts';
import { classNames } from '../ui/class-names';
import { FileCard } from './file-card';
import { ImageGrid } from './image-grid';

const Player = lazy(() => import('./player'));

type MediaRendererProps = { assets: Asset[]; align?: 'start' | 'end' };

/** Everything attached to a message, whoever or whatever made it: pictures together, the rest one below the other. */
export function MediaRenderer({ assets, align = 'start' }: MediaRendererProps) {
  if (assets.length === 0) return null;
  const pictures = assets.filter((asset) => asset.type === 'image');
  const others = assets.filter((asset) => asset.type !== 'image');
  return (
    <div className={classNames('flex w-full flex-col gap-2', align === 'end' ? 'items-end' : 'items-start')}>
      {pictures.length > 0 ? (
        <div className={classNames('flex w-full max-w-120', align === 'end' && 'justify-end')}>
          <ImageGrid assets={pictures} />
        </div>
      ) : null}
      {others.map((asset) =>
        asset.type === 'file' ? (
          <FileCard key={asset.id} asset={asset} />
        ) : (
          <Suspense key={asset.id} fallback={<FileCard asset={asset} />}>
            <Player asset={asset} />
          </Suspense>
        ),
      )}
    </div>
  );
}
