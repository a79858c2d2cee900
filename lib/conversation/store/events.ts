import type { ConversationEvent } from '@/lib/contracts';
import { db } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import { type EventRow, toEvent } from './rows';

/** The events after number `after`, in order; at most `limit`. */
export async function readEvents(
  ownerId: string,
  conversationId: string,
  after: number,
  limit: number,
): Promise<ConversationEvent[]> {
  const rows = await db().$queryRaw<EventRow[]>(Prisma.sql`
    select e.conversation_id, e.seq, e.type, e.payload, e.origin, e.at from events e
    where e.conversation_id = ${conversationId}::uuid and e.owner_id = ${ownerId}::uuid and e.seq > ${after}
    order by e.seq limit ${limit}`);
  return rows.map(toEvent);
}
