import { DEFAULT_PAGE_SIZE, type MessagePage } from '@/lib/contracts';
import { conversationNotFound, readMessagePage } from '@/lib/conversation';
import { hydrateMessages } from './hydrate-messages';

/** A keyset page of a conversation's messages, oldest first. Throws `conversation.not_found`. */
export async function listMessages(
  ownerId: string,
  conversationId: string,
  page: { before?: number; limit?: number },
): Promise<MessagePage> {
  const limit = page.limit ?? DEFAULT_PAGE_SIZE;
  const found = await readMessagePage(ownerId, conversationId, { before: page.before ?? null, limit });
  if (!found) throw conversationNotFound();
  const messages = await hydrateMessages(ownerId, found.messages);
  const oldest = messages[0];
  return {
    messages,
    next_before: messages.length === limit && oldest && oldest.seq > 1 ? oldest.seq : null,
    last_event_seq: found.lastEventSeq,
  };
}
