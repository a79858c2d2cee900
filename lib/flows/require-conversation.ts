import type { Conversation } from '@/lib/contracts';
import { conversationNotFound, findConversation } from '@/lib/conversation';

/** The person's conversation. Throws `conversation.not_found`. */
export async function requireConversation(ownerId: string, conversationId: string): Promise<Conversation> {
  const conversation = await findConversation(ownerId, conversationId);
  if (!conversation) throw conversationNotFound();
  return conversation;
}
