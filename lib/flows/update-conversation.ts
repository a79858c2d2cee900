import type { Conversation, UpdateConversationBody } from '@/lib/contracts';
import { conversationNotFound, messageNotFound, selectLeaf } from '@/lib/conversation';
import { changePlace } from './places/change-place';
import { requireFilms } from './places/require-films';
import { resolveModel } from './resolve-model';

/**
 * Renames, chooses the model, selects the branch a message is on, or says what plays behind it. Throws
 * `conversation.not_found`, `conversation.message_not_found`, `models.unknown_model`, `conversation.not_a_film`.
 */
export async function updateConversation(
  given: UpdateConversationBody & { ownerId: string; conversationId: string; origin: string | null },
): Promise<Conversation> {
  const { ownerId, conversationId, origin, active_leaf_id, title, model, background } = given;
  if (model) await resolveModel({ asked: model, remembered: null });
  if (background) await requireFilms(ownerId, background.asset_ids);
  let conversation: Conversation | null = null;
  // First what may be refused, so that a request is not carried out in part.
  if (active_leaf_id !== undefined) {
    conversation = await selectLeaf(ownerId, conversationId, active_leaf_id, origin);
    if (!conversation) throw messageNotFound();
  }
  if (title !== undefined || model !== undefined || background !== undefined) {
    conversation = await changePlace(ownerId, conversationId, { title, model, background }, origin);
  }
  if (!conversation) throw conversationNotFound();
  return conversation;
}
