'use client';

import { useState } from 'react';
import { useActions } from '@/lib/client';
import type { Conversation } from '@/lib/contracts';
import { announce } from '../ui/announcements';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Notice } from '../ui/notice';
import { titleOf } from './conversation-title';
import { useRoute, useShownConversationId } from './use-route';

export default function DeleteDialog({
  conversation,
  onClose,
}: {
  conversation: Conversation;
  onClose(): void;
}) {
  const { deleteConversation } = useActions();
  const { toNew } = useRoute();
  const shownId = useShownConversationId();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const remove = async () => {
    setBusy(true);
    try {
      await deleteConversation(conversation.id);
      onClose();
      if (shownId === conversation.id) toNew();
      announce('The conversation is deleted.');
    } catch (failure) {
      setError((failure as Error).message);
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title="Delete conversation?"
      description={
        <>
          “<span dir="auto">{titleOf(conversation)}</span>” goes away on all your devices, with its messages.
          This cannot be undone.
        </>
      }
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
