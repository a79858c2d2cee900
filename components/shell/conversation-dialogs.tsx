'use client';

import { lazy, Suspense } from 'react';
import type { Conversation } from '@/lib/contracts';

export type ConversationTask = 'rename' | 'cover' | 'background' | 'delete';

const RenameDialog = lazy(() => import('./rename-dialog'));
const CoverDialog = lazy(() => import('../places/cover-dialog'));
const BackgroundDialog = lazy(() => import('../places/background-dialog'));
const DeleteDialog = lazy(() => import('./delete-dialog'));

type ConversationDialogsProps = {
  conversation: Conversation;
  task: ConversationTask | null;
  onClose(): void;
};

/** The dialogs behind a conversation's menu, fetched when they are asked for. */
export function ConversationDialogs({ conversation, task, onClose }: ConversationDialogsProps) {
  if (task === null) return null;
  return (
    <Suspense fallback={null}>
      {task === 'rename' ? <RenameDialog conversation={conversation} onClose={onClose} /> : null}
      {task === 'cover' ? <CoverDialog conversation={conversation} onClose={onClose} /> : null}
      {task === 'background' ? <BackgroundDialog conversation={conversation} onClose={onClose} /> : null}
      {task === 'delete' ? <DeleteDialog conversation={conversation} onClose={onClose} /> : null}
    </Suspense>
  );
}
