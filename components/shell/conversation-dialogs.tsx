'use client';

import { Suspense } from 'react';
import type { Conversation } from '@/lib/contracts';
import { lazyOnDemand } from '../ui/lazy-when-online';

export type ConversationTask = 'rename' | 'cover' | 'background' | 'delete';

const RenameDialog = lazyOnDemand(() => import('./rename-dialog'));
const CoverDialog = lazyOnDemand(() => import('../places/cover-dialog'));
const BackgroundDialog = lazyOnDemand(() => import('../places/background-dialog'));
const DeleteDialog = lazyOnDemand(() => import('./delete-dialog'));

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
