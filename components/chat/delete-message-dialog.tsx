'use client';

import { useState } from 'react';
import { type ClientMessage, useActions } from '@/lib/client';
import { announce } from '../ui/announcements';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Notice } from '../ui/notice';

/** Asks once more before what a message says is taken away everywhere. */
export default function DeleteMessageDialog({
  message,
  onClose,
}: {
  message: ClientMessage;
  onClose(): void;
}) {
  const { deleteMessage } = useActions();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const remove = async () => {
    setBusy(true);
    try {
      await deleteMessage(message.id);
      onClose();
      announce('The message is deleted.');
    } catch (failure) {
      setError((failure as Error).message);
      setBusy(false);
    }
  };

  const noun = message.sender_type === 'agent' ? 'answer' : 'message';
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Delete this ${noun}?`}
      description={`Its words${message.media_urls.length > 0 ? ' and files' : ''} go away on all your devices. What was said after it stays. This cannot be undone.`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" busy={busy} onClick={remove}>
            Delete
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
