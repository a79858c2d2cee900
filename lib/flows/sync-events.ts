import type { EventPage } from '@/lib/contracts';
import { conversationNotFound, findConversation, readEvents, readMessages } from '@/lib/conversation';
import { hydrateMessages } from './hydrate-messages';

/** Events of one answer. A client further behind loads the conversation afresh. */
const MAX_EVENTS = 500;

/**
 * What happened after event `after`, with today's rows of the messages it names. Rows are read after the
 * events: they may be newer, never older. Throws `conversation.not_found`.
 */
export async function syncEvents(ownerId: string, conversationId: string, after: number): Promise<EventPage> {
  const events = await readEvents(ownerId, conversationId, after, MAX_EVENTS + 1);
  const page = events.slice(0, MAX_EVENTS);
  const ids = [...new Set(page.flatMap((event) => event.payload.message_id ?? []))];
  const [stored, conversation] = await Promise.all([
    readMessages(ownerId, ids),
    findConversation(ownerId, conversationId),
  ]);
  if (!conversation) throw conversationNotFound();
  return {
    events: page,
    messages: await hydrateMessages(ownerId, stored),
    conversation,
    has_more: events.length > MAX_EVENTS,
  };
}
