import type { Conversation, CreateConversationBody } from '@/lib/contracts';
import { findConversation, insertConversation } from '@/lib/conversation';
import { AppError, newId } from '@/lib/kernel';
import { resolveModel } from './resolve-model';

/** Opens a conversation. The same id twice answers with the first. Throws `conversation.id_taken`. */
export async function createConversation(
  given: CreateConversationBody & { ownerId: string; origin: string | null },
): Promise<Conversation> {
  if (given.model) await resolveModel({ asked: given.model, remembered: null });
  const id = given.id ?? newId();
  const created = await insertConversation({
    id,
    ownerId: given.ownerId,
    title: given.title ?? null,
    model: given.model ?? null,
    origin: given.origin,
  });
  const conversation = created ?? (await findConversation(given.ownerId, id));
  if (conversation) return conversation;
  throw new AppError({
    code: 'conversation.id_taken',
    kind: 'conflict',
    publicMessage: 'This id is already in use. Make a new one and try again.',
  });
}
