'use client';

import { Download } from 'lucide-react';
import { Suspense, useState } from 'react';
import type { Asset } from '@/lib/contracts';
import { classNames } from '../../ui/class-names';
import { lazyOnDemand } from '../../ui/lazy-when-online';
import { AssetName } from '../asset-name';
import { factsOfFile, isReadable, nameOfAsset, sayState, stateOfAsset } from '../describe-asset';
import { DownloadLink } from '../download-link';
import { StateSign } from '../frame-note';
import { iconOfType } from '../icon-of-type';
import { MakerMark } from '../maker-mark';
import { TryAgain } from '../try-again';
import { documentKind } from './document-kind';

const loadPanel = () => import('./document-panel');
const DocumentPanel = lazyOnDemand(loadPanel);

/** A file by its first page or its kind: opened here where that is possible, else taken along. */
export default function FileCard({ asset }: { asset: Asset }) {
  const [open, setOpen] = useState(false);
  const state = stateOfAsset(asset);
  const readable = isReadable(asset);
  const opens = readable && state.kind !== 'uploading' && documentKind(asset) !== null;
  const name = nameOfAsset(asset);
  const stretched = "text-start after:absolute after:inset-0 after:rounded-large after:content-['']";
  return (
    <div
      data-asset={asset.id}
      className={classNames(
        'group/card relative flex h-20 w-full max-w-100 items-center gap-3 overflow-hidden rounded-large border border-line bg-surface p-2 transition-colors',
        readable && 'hover:bg-hover',
      )}
    >
      <Face asset={asset} />
      <div className="min-w-0 flex-1">
        <p className="text-body font-medium">
          {opens ? (
            <button
              type="button"
              aria-haspopup="dialog"
              onClick={() => setOpen(true)}
              onPointerEnter={() => void loadPanel().catch(() => undefined)}
              className={classNames(stretched, 'block max-w-full')}
            >
              <span className="sr-only">Open </span>
              <AssetName name={name} />
            </button>
          ) : readable ? (
            <a href={asset.url} download={asset.filename ?? true} className={classNames(stretched, 'block')}>
              <span className="sr-only">Download </span>
              <AssetName name={name} />
            </a>
          ) : (
            <AssetName name={name} />
          )}
        </p>
        <Line asset={asset} />
      </div>
      <div className="relative flex shrink-0 items-center pe-1">
        {state.kind === 'failed' && state.retryable ? (
          <TryAgain asset={asset} />
        ) : (
          <MakerMark asset={asset} />
        )}
        {opens && state.kind !== 'failed' ? <DownloadLink asset={asset} /> : null}
        {readable && !opens ? (
          <span className="pointer-events-none grid size-8 place-items-center text-muted group-hover/card:text-ink pointer-coarse:size-11">
            <Download className="size-4" />
          </span>
        ) : null}
      </div>
      {open ? (
        <Suspense fallback={null}>
          <DocumentPanel asset={asset} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

/** The first page, or the sign of its kind, or of what is wrong. */
function Face({ asset }: { asset: Asset }) {
  const [broken, setBroken] = useState(false);
  const state = stateOfAsset(asset);
  const Icon = iconOfType(asset.content_type);
  const tile =
    'grid h-16 w-12 shrink-0 place-items-center overflow-hidden rounded-small bg-bubble text-muted';
  if (state.kind !== 'ready' && state.kind !== 'working') {
    return (
      <span className={tile}>
        <StateSign state={state} name={nameOfAsset(asset)} />
      </span>
    );
  }
  if (asset.thumbnail_url && !broken) {
    return (
      <img
        src={asset.thumbnail_url}
        alt=""
        loading="lazy"
        draggable={false}
        onError={() => setBroken(true)}
        className="h-16 w-12 shrink-0 rounded-small border border-line object-cover object-top"
      />
    );
  }
  return (
    <span className={tile}>
      {state.kind === 'working' ? (
        <StateSign state={state} name={nameOfAsset(asset)} />
      ) : (
        <Icon className="size-5" />
      )}
    </span>
  );
}

function Line({ asset }: { asset: Asset }) {
  const state = stateOfAsset(asset);
  if (state.kind !== 'ready') {
    return (
      <p
        role="status"
        data-tooltip={state.kind === 'failed' ? state.words : undefined}
        className="line-clamp-2 text-caption leading-4.5 text-muted"
      >
        {sayState(state)}
      </p>
    );
  }
  return (
    <>
      <p className="truncate text-caption text-muted">{factsOfFile(asset)}</p>
      {asset.preview_note ? (
        <p data-tooltip={asset.preview_note} className="truncate text-caption text-muted">
          {asset.preview_note}
        </p>
      ) : null}
    </>
  );
}
