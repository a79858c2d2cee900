'use client';

import { Info, Trash2 } from 'lucide-react';
import { type ReactNode, Suspense, useState } from 'react';
import type { ClientMessage } from '@/lib/client';
import { CopyButton } from '../markdown/copy-button';
import { classNames } from '../ui/class-names';
import { IconButton } from '../ui/icon-button';
import { lazyOnDemand } from '../ui/lazy-when-online';

const DeleteMessageDialog = lazyOnDemand(() => import('./delete-message-dialog'));
const DetailsDialog = lazyOnDemand(() => import('./details-dialog'));

type ActionRowProps = { align?: 'start' | 'end'; always?: boolean; children: ReactNode };

/**
 * What can be done with a message. Under a pointer its room is always there, so that showing it moves nothing; it
 * shows on hover, on focus, and always under the last answer. Under a finger it floats in after a long press.
 */
export function ActionRow({ align = 'start', always, children }: ActionRowProps) {
  if (always) return <div className="-ms-2 flex h-9 items-center pb-1 pointer-coarse:h-12">{children}</div>;
  return (
    <div className="relative h-9 w-full pointer-coarse:h-5">
      <div
        className={classNames(
          'absolute top-0 flex items-center opacity-0 transition-opacity group-hover/message:opacity-100 group-focus-within/message:opacity-100 group-data-revealed/message:opacity-100',
          'pointer-coarse:invisible pointer-coarse:z-10 pointer-coarse:rounded-medium pointer-coarse:border pointer-coarse:border-line pointer-coarse:bg-surface pointer-coarse:shadow-float pointer-coarse:group-focus-within/message:visible pointer-coarse:group-data-revealed/message:visible',
          align === 'end' ? 'end-0' : '-start-2 pointer-coarse:start-0',
        )}
      >
        {children}
      </div>
    </div>
  );
}

export function CopyAction({ text }: { text: string }) {
  return <CopyButton text={text} label="Copy" />;
}

export function DetailsAction({ message }: { message: ClientMessage }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton label="Details" size="small" onClick={() => setOpen(true)}>
        <Info className="size-4" />
      </IconButton>
      {open ? (
        <Suspense fallback={null}>
          <DetailsDialog message={message} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

export function DeleteAction({ message }: { message: ClientMessage }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton label="Delete" size="small" onClick={() => setOpen(true)}>
        <Trash2 className="size-4" />
      </IconButton>
      {open ? (
        <Suspense fallback={null}>
          <DeleteMessageDialog message={message} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
