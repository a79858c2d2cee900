'use client';

import { ChevronLeft, ChevronRight, Info, X, ZoomIn, ZoomOut } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, useEffect, useState } from 'react';
import type { Asset } from '@/lib/contracts';
import { IconButton } from '../ui/icon-button';
import { useReturnFocus } from '../ui/use-return-focus';
import { nameOfAsset, variantOf } from './describe-asset';
import { DownloadLink } from './download-link';
import { LightboxDetails } from './lightbox-details';
import { Picture } from './picture';
import { useZoom } from './use-zoom';
import { FilmStage } from './video/film-stage';

type LightboxProps = { assets: Asset[]; startAt: number; onClose(): void };

/** Pictures and films alone, in the dark: arrows or swipes between them, zoom, download, and how they were made. */
export default function Lightbox({ assets, startAt, onClose }: LightboxProps) {
  const [at, setAt] = useState(startAt);
  const [details, setDetails] = useState(false);
  const returnFocus = useReturnFocus();
  const step = (by: number) => {
    zoom.reset();
    setAt((now) => Math.min(assets.length - 1, Math.max(0, now + by)));
  };
  const zoom = useZoom({ onSwipe: step, onDismiss: onClose });
  useNeighbours(assets, at);
  const asset = assets[at];
  if (!asset) return null;
  const film = asset.type === 'video';

  const onKeyDown = (event: KeyboardEvent) => {
    // A player's own keys are not the pictures'.
    if (event.defaultPrevented) return;
    if (event.key === 'ArrowRight') step(1);
    else if (event.key === 'ArrowLeft') step(-1);
    else if (film) return;
    else if (event.key === '+' || event.key === '=') zoom.closer();
    else if (event.key === '-') zoom.farther();
    else if (event.key === '0') zoom.reset();
    else return;
    event.preventDefault();
  };

  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          onKeyDown={onKeyDown}
          onCloseAutoFocus={returnFocus}
          className="fixed inset-0 z-50 flex animate-appear flex-col bg-stage text-stage-ink outline-none [&_:focus-visible]:outline-stage-ink"
        >
          <div className="flex items-center gap-1 px-3 pt-[max(8px,env(safe-area-inset-top))] pb-2">
            <Dialog.Title dir="auto" className="min-w-0 flex-1 truncate ps-1 text-caption">
              {nameOfAsset(asset)}
            </Dialog.Title>
            <span className="shrink-0 px-2 text-caption tabular-nums" role="status">
              {assets.length > 1 ? `${at + 1} of ${assets.length}` : ''}
            </span>
            {film ? null : (
              <>
                <IconButton
                  look="stage"
                  label="Zoom out"
                  onClick={zoom.farther}
                  disabled={!zoom.zoomed}
                  className="pointer-coarse:hidden"
                >
                  <ZoomOut className="size-5" />
                </IconButton>
                <IconButton
                  look="stage"
                  label="Zoom in"
                  onClick={zoom.closer}
                  className="pointer-coarse:hidden"
                >
                  <ZoomIn className="size-5" />
                </IconButton>
              </>
            )}
            <IconButton
              look="stage"
              label="Details"
              aria-pressed={details}
              onClick={() => setDetails(!details)}
              className="aria-pressed:bg-stage-hover"
            >
              <Info className="size-5" />
            </IconButton>
            <DownloadLink asset={asset} look="stage" />
            <Dialog.Close asChild>
              <IconButton look="stage" label="Close">
                <X className="size-5" />
              </IconButton>
            </Dialog.Close>
          </div>
          <div className="relative min-h-0 flex-1">
            {film ? (
              <FilmStage key={asset.id} asset={asset} playAtOnce={at === startAt} />
            ) : (
              <div
                ref={zoom.frame}
                {...zoom.handlers}
                className="size-full touch-none overflow-hidden select-none"
              >
                <div
                  key={asset.id}
                  className="flex size-full items-center justify-center p-2 will-change-transform [&_.bg-bubble]:bg-transparent"
                  style={{
                    transform: zoom.transform,
                    transition: zoom.moving ? undefined : 'transform 160ms',
                  }}
                >
                  <Picture asset={asset} sizes="100vw" fit="contain" eager />
                </div>
              </div>
            )}
            <Turn label="Previous" hidden={at === 0} onTurn={() => step(-1)} />
            <Turn label="Next" hidden={at === assets.length - 1} onTurn={() => step(1)} />
          </div>
          {details ? <LightboxDetails asset={asset} /> : null}
          <div className="h-[max(8px,env(safe-area-inset-bottom))] shrink-0" />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Turn({ label, hidden, onTurn }: { label: 'Previous' | 'Next'; hidden: boolean; onTurn(): void }) {
  if (hidden) return null;
  return (
    <div
      className={`absolute inset-y-0 my-auto h-fit rtl:-scale-x-100 ${label === 'Next' ? 'end-2' : 'start-2'}`}
    >
      <IconButton look="stage" label={label} onClick={onTurn} className="bg-stage/60">
        {label === 'Next' ? <ChevronRight className="size-6" /> : <ChevronLeft className="size-6" />}
      </IconButton>
    </div>
  );
}

/** Fetches what the next step would show, in the size in which pictures are looked at. */
function useNeighbours(assets: Asset[], at: number): void {
  useEffect(() => {
    for (const asset of [assets[at + 1], assets[at - 1]]) {
      if (asset?.type !== 'image') continue;
      new Image().src = variantOf(asset, 'display')?.url ?? asset.url;
    }
  }, [assets, at]);
}
