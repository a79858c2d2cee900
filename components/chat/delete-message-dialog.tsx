'use client';

import { type ClientMessage, useActions } from '@/lib/client';
import { announce } from '../ui/announcements';
import { ConfirmDialog } from '../ui/confirm-dialog';

type DeleteMessageDialogProps = { message: ClientMessage; onClose(): void };

/** Asks once more before what a message says is taken away everywhere. */
export default function DeleteMessageDialog({ message, onClose }: DeleteMessageDialogProps) {
  const { deleteMessage } = useActions();
  const noun = message.sender_type === 'agent' ? 'answer' : 'message';
  const files = message.media_urls.length > 0 ? ' and files' : '';
  return (
    <ConfirmDialog
      title={`Delete this ${noun}?`}
      description={`Its words${files} go away on all your devices. What was said after it stays. This cannot be undone.`}
      action="Delete"
      act={() => deleteMessage(message.id)}
      onClose={onClose}
      onDone={() => announce('The message is deleted.')}
    />
  );
}
