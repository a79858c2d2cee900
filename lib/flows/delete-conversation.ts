import { conversationNotFound, removeConversation } from '@/lib/conversation';
import { deleteUnusedAssets } from '@/lib/media';
import { stopRunsOf } from './stop-run';

/** Deletes a conversation with its messages, and the files that nothing else uses. */
export async function deleteConversation(
  ownerId: string,
  conversationId: string,
  origin: string | null,
): Promise<void> {
  await stopRunsOf(ownerId, conversationId);
  const removed = await removeConversation(ownerId, conversationId, origin);
  if (!removed) throw conversationNotFound();
  await deleteUnusedAssets(ownerId, removed.assetIds);
}
