import type { Conversation, UpdateConversationBody } from '@/lib/contracts';
import { changeConversation, conversationNotFound, messageNotFound, selectLeaf } from '@/lib/conversation';
import { resolveModel } from './resolve-model';

/**
 * Renames, chooses the model, or selects the branch a message is on. Throws `conversation.not_found`,
 * `conversation.message_not_found`, `models.unknown_model`.
 */
export async function updateConversation(
  given: UpdateConversationBody & { ownerId: string; conversationId: string; origin: string | null },
): Promise<Conversation> {
  const { ownerId, conversationId, origin, active_leaf_id, title, model } = given;
  if (model) await resolveModel({ asked: model, remembered: null });
  let conversation: Conversation | null = null;
  // First what may be refused, so that a request is not carried out in part.
  if (active_leaf_id !== undefined) {
    conversation = await selectLeaf(ownerId, conversationId, active_leaf_id, origin);
    if (!conversation) throw messageNotFound();
  }
  if (title !== undefined || model !== undefined) {
    conversation = await changeConversation(ownerId, conversationId, { title, model }, origin);
    if (!conversation) throw conversationNotFound();
  }
  if (!conversation) throw conversationNotFound();
  return conversation;
}
