import { EVENT_NOTIFY_CHANNEL, type EventType } from '@/lib/contracts';
import { Prisma } from '@/prisma/generated/client';

/**
 * The tail of a statement that changed a conversation. It expects a CTE named `conv` (at most one row) with
 * `id, owner_id, event_seq`, already raised, and appends the event and announces it: both happen at commit,
 * together with the change, or not at all.
 */
export function appendEvent(event: {
  type: EventType;
  origin: string | null;
  payload: Record<string, string>;
}): Prisma.Sql {
  const payload = JSON.stringify(event.payload);
  return Prisma.sql`
    logged as (
      insert into events (conversation_id, seq, owner_id, type, payload, origin)
      select conv.id, conv.event_seq, conv.owner_id, ${event.type}, ${payload}::jsonb, ${event.origin} from conv
    )`;
}

/** Selects the announcement of conv's newest event; put it among the columns of the final select. */
export function announce(event: {
  type: EventType;
  origin: string | null;
  payload: Record<string, string>;
}): Prisma.Sql {
  const thin = JSON.stringify({ ...event.payload, type: event.type, origin: event.origin });
  return Prisma.sql`
    pg_notify(${EVENT_NOTIFY_CHANNEL}, (
      ${thin}::jsonb || jsonb_build_object('owner_id', conv.owner_id, 'conversation_id', conv.id, 'seq', conv.event_seq)
    )::text)::text as announced`;
}
