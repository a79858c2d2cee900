'use client';

import { type ReactNode, useState } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Notice } from './notice';

type ConfirmDialogProps = {
  title: string;
  description: ReactNode;
  /** What the button says. */
  action: string;
  /** Does it. What it throws is shown, and can be tried again. */
  act(): Promise<void>;
  onClose(): void;
  /** Called once it is done and the dialog is closed. */
  onDone?(): void;
};

/** Asks once more before something is taken away for good. */
export function ConfirmDialog({ title, description, action, act, onClose, onDone }: ConfirmDialogProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const run = async () => {
    setBusy(true);
    try {
      await act();
      onClose();
      onDone?.();
    } catch (failure) {
      setError((failure as Error).message);
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={description}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" busy={busy} onClick={run}>
            {action}
          </Button>
        </>
      }
    >
      {error ? (
        <Notice tone="danger" live>
          {error}
        </Notice>
      ) : null}
    </Dialog>
  );
}
