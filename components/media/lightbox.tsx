'use client';

import { ChevronLeft, ChevronRight, Download, Info, X, ZoomIn, ZoomOut } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, useState } from 'react';
import type { Asset } from '@/lib/contracts';
import { useModelName } from '../models/use-model-name';
import { IconButton } from '../ui/icon-button';
import { useReturnFocus } from '../ui/use-return-focus';
import { nameOfAsset } from './describe-asset';
import { formatBytes } from './format-bytes';
import { Picture } from './picture';
import { useZoom } from './use-zoom';

type LightboxProps = { assets: Asset[]; startAt: number; onClose(): void };

/** Pictures alone, in the dark: arrows or swipes between them, zoom, download, and how they were made. */
export default function Lightbox({ assets, startAt, onClose }: LightboxProps) {
  const [at, setAt] = useState(startAt);
  const returnFocus = useReturnFocus();
  const [details, setDetails] = useState(false);
  const asset = assets[at];
  const step = (by: number) => {
    zoom.reset();
    setAt((now) => Math.min(assets.length - 1, Math.max(0, now + by)));
  };
  const zoom = useZoom({ onSwipe: step, onDismiss: onClose });
  if (!asset) return null;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') step(1);
    else if (event.key === 'ArrowLeft') step(-1);
    else if (event.key === '+' || event.key === '=') zoom.closer();
    else if (event.key === '-') zoom.farther();
    else if (event.key === '0') zoom.reset();
    else return;
    event.preventDefault();
  };
  const count = assets.length > 1 ? `${at + 1} of ${assets.length}` : '';

  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          onKeyDown={onKeyDown}
          onCloseAutoFocus={returnFocus}
          className="fixed inset-0 z-50 flex animate-appear flex-col bg-stage text-stage-ink outline-none"
        >
          <div className="flex items-center gap-1 px-3 pt-[max(8px,env(safe-area-inset-top))] pb-2">
            <Dialog.Title dir="auto" className="min-w-0 flex-1 truncate ps-1 text-caption">
              {nameOfAsset(asset)}
            </Dialog.Title>
            <span className="px-2 text-caption tabular-nums" role="status">
              {count}
            </span>
            <IconButton look="stage" label="Zoom out" onClick={zoom.farther} disabled={!zoom.zoomed}>
              <ZoomOut className="size-5" />
            </IconButton>
            <IconButton look="stage" label="Zoom in" onClick={zoom.closer}>
              <ZoomIn className="size-5" />
            </IconButton>
            <IconButton
              look="stage"
              label="Details"
              aria-pressed={details}
              onClick={() => setDetails(!details)}
            >
              <Info className="size-5" />
            </IconButton>
            <a
              href={asset.url}
              download={asset.filename ?? true}
              aria-label="Download"
              data-tooltip="Download"
              className="grid size-9 place-items-center rounded-small hover:bg-stage-hover pointer-coarse:size-11"
            >
              <Download className="size-5" />
            </a>
            <Dialog.Close asChild>
              <IconButton look="stage" label="Close">
                <X className="size-5" />
              </IconButton>
            </Dialog.Close>
          </div>
          <div
            ref={zoom.frame}
            {...zoom.handlers}
            className="relative min-h-0 flex-1 touch-none overflow-hidden select-none"
          >
            <div
              key={asset.id}
              className="flex size-full items-center justify-center p-2 will-change-transform [&_.bg-bubble]:bg-transparent"
              style={{ transform: zoom.transform }}
            >
              <Picture asset={asset} sizes="100vw" fit="contain" eager />
            </div>
            {at > 0 ? (
              <IconButton
                look="stage"
                label="Previous picture"
                onClick={() => step(-1)}
                className="absolute inset-y-0 start-2 my-auto"
              >
                <ChevronLeft className="size-6" />
              </IconButton>
            ) : null}
            {at < assets.length - 1 ? (
              <IconButton
                look="stage"
                label="Next picture"
                onClick={() => step(1)}
                className="absolute inset-y-0 end-2 my-auto"
              >
                <ChevronRight className="size-6" />
              </IconButton>
            ) : null}
          </div>
          {details ? <Details asset={asset} /> : null}
          <div className="h-[max(8px,env(safe-area-inset-bottom))] shrink-0" />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Details({ asset }: { asset: Asset }) {
  const nameOf = useModelName();
  const rows: [string, string | null | undefined][] = [
    ['Made by', asset.generation && nameOf(asset.generation.model)],
    ['From', asset.generation?.prompt],
    ['Size', asset.width && asset.height ? `${asset.width} × ${asset.height}` : null],
    ['File', `${asset.format.toUpperCase()}, ${formatBytes(asset.size_bytes)}`],
  ];
  return (
    <dl className="mx-auto grid max-h-[30dvh] w-full max-w-reading grid-cols-[auto_1fr] gap-x-5 gap-y-1 overflow-y-auto px-4 py-3 text-caption">
      {rows.map(([name, value]) =>
        value ? (
          <div key={name} className="contents">
            <dt className="opacity-70">{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
