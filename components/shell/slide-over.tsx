'use client';

import { Dialog } from 'radix-ui';
import { useReturnFocus } from '../ui/use-return-focus';
import type { DayClock } from './day-label';
import { Sidebar } from './sidebar';

type SlideOverProps = { clock: DayClock; homeId: string | null; onClose(): void };

/** The list of conversations over the page, on screens too narrow for both. */
export default function SlideOver({ clock, homeId, onClose }: SlideOverProps) {
  const returnFocus = useReturnFocus();
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-30 animate-appear bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
          className="fixed inset-y-0 start-0 z-30 flex w-[min(320px,86vw)] animate-slide-in border-e border-line bg-sunken shadow-float outline-none"
        >
          <Dialog.Title className="sr-only">Conversations</Dialog.Title>
          <Sidebar clock={clock} homeId={homeId} onNavigate={onClose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
