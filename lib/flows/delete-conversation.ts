import { conversationNotFound, removeConversation } from '@/lib/conversation';
import { deleteUnusedAssets } from '@/lib/media';
import { logger } from '@/lib/platform/logger';
import { stopRunsOf } from './stop-run';
import { removeJobsOf } from './tools/remove-jobs-of';

/** Deletes a conversation with its messages, and the files that nothing else uses. */
export async function deleteConversation(
  ownerId: string,
  conversationId: string,
  origin: string | null,
): Promise<void> {
  // A run that does not hear of it finds that it has no message any more.
  await stopRunsOf(ownerId, conversationId).catch((error: unknown) =>
    logger.warn('answers of a deleted conversation not stopped', { conversationId, error }),
  );
  const removed = await removeConversation(ownerId, conversationId, origin);
  if (!removed) throw conversationNotFound();
  await removeJobsOf(ownerId, { conversationId }).catch((error: unknown) =>
    logger.warn('jobs of a deleted conversation not removed', { conversationId, error }),
  );
  // The conversation is gone whatever happens here: the sweep takes the files that are left.
  await deleteUnusedAssets(ownerId, removed.assetIds).catch((error: unknown) =>
    logger.warn('files of a deleted conversation not removed', { conversationId, error }),
  );
}
