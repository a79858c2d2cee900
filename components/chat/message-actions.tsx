'use client';

import { Info } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { ClientMessage } from '@/lib/client';
import { CopyButton } from '../markdown/copy-button';
import { classNames } from '../ui/class-names';
import { IconButton } from '../ui/icon-button';

const DetailsDialog = lazy(() => import('./details-dialog'));

type ActionRowProps = { align?: 'start' | 'end'; always?: boolean; children: ReactNode };

/**
 * What can be done with a message. Its room is always there, so that showing it moves nothing; it shows on hover, on
 * focus, after a long press, and always under the last answer.
 */
export function ActionRow({ align = 'start', always, children }: ActionRowProps) {
  return (
    <div
      className={classNames(
        'flex h-9 items-center pb-1 transition-opacity pointer-coarse:h-11',
        align === 'end' ? 'justify-end' : '-ms-2',
        !always &&
          'pointer-coarse:pointer-events-none opacity-0 group-hover/message:opacity-100 group-focus-within/message:opacity-100 group-data-revealed/message:pointer-events-auto group-data-revealed/message:opacity-100',
      )}
    >
      {children}
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
