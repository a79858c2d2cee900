'use client';

import { Brush, ChevronLeft, ChevronRight, Clapperboard, Info, X, ZoomIn, ZoomOut } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useLineage } from '@/lib/client/making';
import type { Asset } from '@/lib/contracts';
import { focusComposer } from '../shell/focus-composer';
import { IconButton } from '../ui/icon-button';
import { SegmentedControl } from '../ui/segmented-control';
import { useReturnFocus } from '../ui/use-return-focus';
import { isReworkable, nameOfAsset, variantOf } from './describe-asset';
import { DownloadLink } from './download-link';
import { LightboxDetails } from './lightbox-details';
import { Picture } from './picture';
import { useRework } from './use-rework';
import { useZoom } from './use-zoom';
import { FilmStage } from './video/film-stage';

type LightboxProps = { assets: Asset[]; startAt: number; onClose(): void };

/** Pictures and films alone, in the dark: arrows or swipes between them, zoom, download, and how they were made. */
export default function Lightbox({ assets, startAt, onClose }: LightboxProps) {
  const [at, setAt] = useState(startAt);
  const [details, setDetails] = useState(false);
  // Another version than the one that was opened.
  const [version, setVersion] = useState<Asset | null>(null);
  const reworking = useRef(false);
  const rework = useRework();
  const returnFocus = useReturnFocus();
  const step = (by: number) => {
    zoom.reset();
    setVersion(null);
    setAt((now) => Math.min(assets.length - 1, Math.max(0, now + by)));
  };
  const zoom = useZoom({ onSwipe: step, onDismiss: onClose });
  useNeighbours(assets, at);
  const opened = assets[at];
  if (!opened) return null;
  const asset = version ?? opened;
  const film = asset.type === 'video';
  const toComposer = (tool: 'edit_image' | 'generate_video') => {
    reworking.current = true;
    rework(tool, asset);
    onClose();
  };

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
          onCloseAutoFocus={(event) => {
            if (!reworking.current) return returnFocus(event);
            event.preventDefault();
            focusComposer();
          }}
          className="fixed inset-0 z-50 flex animate-appear flex-col bg-stage text-stage-ink outline-none [&_:focus-visible]:outline-stage-ink"
        >
          <div className="flex items-center gap-1 px-3 pt-[max(8px,env(safe-area-inset-top))] pb-2">
            <Dialog.Title dir="auto" className="min-w-0 flex-1 truncate ps-1 text-caption">
              {nameOfAsset(asset)}
            </Dialog.Title>
            <span className="shrink-0 px-2 text-caption tabular-nums" role="status">
              {assets.length > 1 ? `${at + 1} of ${assets.length}` : ''}
            </span>
            {isReworkable(asset) ? <ReworkButtons onRework={toComposer} /> : null}
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
          <Versions opened={opened} asset={asset} details={details} onShow={setVersion} />
          <div className="h-[max(8px,env(safe-area-inset-bottom))] shrink-0" />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type VersionsProps = { opened: Asset; asset: Asset; details: boolean; onShow(asset: Asset | null): void };

/** The way back to what was before, and what is known of what is shown. */
function Versions({ opened, asset, details, onShow }: VersionsProps) {
  const line = [...useLineage(opened), opened];
  const before = line.at(-2);
  return (
    <>
      {before?.type === 'image' ? (
        <div className="flex justify-center py-2 scheme-dark">
          <SegmentedControl
            label="Before and after"
            value={asset.id === opened.id ? 'after' : 'before'}
            options={[
              { value: 'before', label: 'Before' },
              { value: 'after', label: 'After' },
            ]}
            onChange={(value) => onShow(value === 'before' ? before : null)}
          />
        </div>
      ) : null}
      {details ? <LightboxDetails asset={asset} line={line} onShow={onShow} /> : null}
    </>
  );
}

function ReworkButtons({ onRework }: { onRework(tool: 'edit_image' | 'generate_video'): void }) {
  return (
    <>
      <IconButton look="stage" label="Edit" onClick={() => onRework('edit_image')}>
        <Brush className="size-5" />
      </IconButton>
      <IconButton look="stage" label="Animate" onClick={() => onRework('generate_video')}>
        <Clapperboard className="size-5" />
      </IconButton>
    </>
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
