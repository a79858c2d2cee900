import type { Conversation, ConversationList, MessagePage, ModelList } from '@/lib/contracts';
import { findConversation } from '@/lib/conversation';
import { isId } from '@/lib/kernel';
import { realtimeClientConfig } from '@/lib/realtime';
import { listConversations } from './list-conversations';
import { listMessages } from './list-messages';
import { listModels } from './list-models';

/** What every chat page starts with, read in parallel on the server. */
export async function loadChatStart(
  ownerId: string,
): Promise<
  ModelList & { conversations: ConversationList; realtime: ReturnType<typeof realtimeClientConfig> }
> {
  const [models, conversations] = await Promise.all([listModels(), listConversations(ownerId, {})]);
  return { ...models, conversations, realtime: realtimeClientConfig() };
}

/** A conversation with its newest page; null when it is not the person's. */
export async function loadConversationStart(
  ownerId: string,
  conversationId: string,
): Promise<{ conversation: Conversation; page: MessagePage } | null> {
  if (!isId(conversationId)) return null;
  const conversation = await findConversation(ownerId, conversationId);
  if (!conversation) return null;
  return { conversation, page: await listMessages(ownerId, conversationId, {}) };
}
