import type { Conversation } from '@/lib/contracts';
import { type ConversationChange, changeConversation, conversationNotFound } from '@/lib/conversation';
import { deleteUnusedAssets } from '@/lib/media';
import { logger } from '@/lib/platform/logger';

/**
 * Changes what a conversation is called, looks like and is answered by, and deletes the files that it used to have
 * and nothing else uses. Throws `conversation.not_found`.
 */
export async function changePlace(
  ownerId: string,
  conversationId: string,
  change: ConversationChange,
  origin: string | null,
): Promise<Conversation> {
  const changed = await changeConversation(ownerId, conversationId, change, origin);
  if (!changed) throw conversationNotFound();
  // The change is made whatever happens here: the sweep takes the files that are left.
  await deleteUnusedAssets(ownerId, changed.releasedAssetIds).catch((error: unknown) =>
    logger.warn('files of a former cover or background not removed', { conversationId, error }),
  );
  return changed.conversation;
}
