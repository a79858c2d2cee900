'use client';

import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { Asset } from '@/lib/contracts';
import { IconButton } from '../../ui/icon-button';
import { useReturnFocus } from '../../ui/use-return-focus';
import { factsOfFile, nameOfAsset } from '../describe-asset';
import { DownloadLink } from '../download-link';
import { documentKind } from './document-kind';
import { PagesView } from './pages-view';
import { TextView } from './text-view';

/** A document opened beside the conversation; on phones it is the screen. */
export default function DocumentPanel({ asset, onClose }: { asset: Asset; onClose(): void }) {
  const returnFocus = useReturnFocus();
  const kind = documentKind(asset);
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
          className="fixed inset-y-0 end-0 z-40 flex w-full animate-appear flex-col bg-canvas shadow-float outline-none sm:max-w-reading sm:border-s sm:border-line"
        >
          <header className="flex items-center gap-1 border-b border-line ps-4 pe-2 pt-[max(8px,env(safe-area-inset-top))] pb-2">
            <div className="min-w-0 flex-1">
              <Dialog.Title dir="auto" className="truncate text-body font-semibold">
                {nameOfAsset(asset)}
              </Dialog.Title>
              <p className="truncate text-caption text-muted">{factsOfFile(asset)}</p>
            </div>
            <DownloadLink asset={asset} />
            <Dialog.Close asChild>
              <IconButton label="Close" size="small">
                <X className="size-4" />
              </IconButton>
            </Dialog.Close>
          </header>
          <section
            aria-label="Content"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
            tabIndex={0}
            className="min-h-0 flex-1 overflow-y-auto overscroll-contain outline-none scroll-quiet focus-visible:-outline-offset-2 focus-visible:outline-2 focus-visible:outline-accent"
          >
            {kind === 'pages' ? (
              <PagesView asset={asset} />
            ) : (
              <TextView asset={asset} table={kind === 'table'} />
            )}
          </section>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
