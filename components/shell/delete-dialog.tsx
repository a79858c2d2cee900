'use client';

import { useActions } from '@/lib/client';
import type { Conversation } from '@/lib/contracts';
import { announce } from '../ui/announcements';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { titleOf } from './conversation-title';
import { useRoute, useShownConversationId } from './use-route';

type DeleteDialogProps = { conversation: Conversation; onClose(): void };

export default function DeleteDialog({ conversation, onClose }: DeleteDialogProps) {
  const { deleteConversation } = useActions();
  const { toNew } = useRoute();
  const shownId = useShownConversationId();
  return (
    <ConfirmDialog
      title="Delete conversation?"
      description={
        <>
          “<span dir="auto">{titleOf(conversation)}</span>” goes away on all your devices, with its messages.
          This cannot be undone.
        </>
      }
      action="Delete"
      act={() => deleteConversation(conversation.id)}
      onClose={onClose}
      onDone={() => {
        if (shownId === conversation.id) toNew();
        announce('The conversation is deleted.');
      }}
    />
  );
}
