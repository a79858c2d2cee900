'use client';

import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { IconButton } from './icon-button';
import { useReturnFocus } from './use-return-focus';

type DialogProps = {
  open: boolean;
  onClose(): void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons at the bottom, the main one last. */
  actions?: ReactNode;
  width?: 'narrow' | 'wide';
};

/** Without a field to fill in, the question is read first; no button is a keypress away by accident. */
function focusWhole(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

/** A question or a small task above the page. On phones it sits at the bottom, within reach of the thumb. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  actions,
  width = 'narrow',
}: DialogProps) {
  const returnFocus = useReturnFocus();
  return (
    <Primitive.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 grid animate-appear place-items-end overflow-y-auto bg-scrim sm:place-items-center sm:p-6">
          <Primitive.Content
            onOpenAutoFocus={focusWhole}
            onCloseAutoFocus={returnFocus}
            {...(description ? {} : { 'aria-describedby': undefined })}
            className={classNames(
              'relative w-full animate-rise rounded-t-large border border-line bg-surface p-6 pad-safe-bottom shadow-float outline-none sm:rounded-large sm:pb-6',
              width === 'narrow' ? 'sm:max-w-md' : 'sm:max-w-xl',
            )}
          >
            <div className="flex items-start gap-4">
              <Primitive.Title className="min-w-0 flex-1 text-lead font-semibold">{title}</Primitive.Title>
              <Primitive.Close asChild>
                <IconButton label="Close" size="small" className="-me-2 -mt-1">
                  <X className="size-4" />
                </IconButton>
              </Primitive.Close>
            </div>
            {description ? (
              <Primitive.Description className="mt-1 text-body text-muted">
                {description}
              </Primitive.Description>
            ) : null}
            {children ? <div className="mt-5">{children}</div> : null}
            {actions ? <div className="mt-6 flex justify-end gap-2">{actions}</div> : null}
          </Primitive.Content>
        </Primitive.Overlay>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
