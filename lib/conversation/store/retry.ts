import type { Run } from '@/lib/contracts';
import { db } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import { announce, appendEvent } from './append-event';
import { isChildOf } from './is-child-of';
import { lockConversation } from './lock-conversation';
import {
  type MessageRow,
  messageColumns,
  type RunRow,
  runColumns,
  type StoredMessage,
  toMessage,
  toRun,
} from './rows';

/**
 * Makes a sibling of an answer, or the first answer to a person's message, with a run of its own. While an
 * answer at this place is still open, that one is returned and nothing is made: a double click is one retry.
 * Null when the message is not the owner's, or when it or the message it answers was deleted.
 */
export async function writeRetry(given: {
  ownerId: string;
  messageId: string;
  agentMessageId: string;
  runId: string;
  model: string;
  channel: string;
  holder: string;
  origin: string | null;
}): Promise<{ message: StoredMessage; run: Run; isNew: boolean } | null> {
  return db().$transaction(async (tx) => {
    const places = await tx.$queryRaw<{ conversation_id: string; parent_id: string | null }[]>(Prisma.sql`
      select m.conversation_id, case when m.sender_type = 'agent' then m.parent_id else m.id end as parent_id
      from messages m where m.id = ${given.messageId}::uuid and m.owner_id = ${given.ownerId}::uuid`);
    const place = places[0];
    if (!place) return null;
    // So that the check below sees the other's answer when two retries come at once.
    await lockConversation(tx, given.ownerId, place.conversation_id);
    const [gone] = await tx.$queryRaw<unknown[]>(Prisma.sql`
      select 1 from messages m
      where m.id in (${given.messageId}::uuid, ${place.parent_id}::uuid) and m.deleted_at is not null`);
    if (gone) return null;
    const siblings = await tx.$queryRaw<MessageRow[]>(Prisma.sql`
      select ${messageColumns} from messages m
      where m.conversation_id = ${place.conversation_id}::uuid and m.sender_type = 'agent'
        and ${isChildOf(place.parent_id)} order by m.version desc`);
    const open = siblings.find((row) => row.status === 'pending' || row.status === 'streaming');
    if (open?.run_id) {
      const runs = await tx.$queryRaw<RunRow[]>(
        Prisma.sql`select ${runColumns} from runs r where r.id = ${open.run_id}::uuid`,
      );
      if (runs[0]) return { message: toMessage(open), run: toRun(runs[0]), isNew: false };
    }
    const event = {
      type: 'message.created',
      origin: given.origin,
      payload: { message_id: given.agentMessageId, run_id: given.runId },
    } as const;
    const version = (siblings[0]?.version ?? 0) + 1;
    await tx.$queryRaw(Prisma.sql`
      with conv as (
        update conversations c set message_seq = c.message_seq + 1, event_seq = c.event_seq + 1,
          active_leaf_id = ${given.agentMessageId}::uuid, updated_at = now()
        where c.id = ${place.conversation_id}::uuid and c.owner_id = ${given.ownerId}::uuid and c.deleted_at is null
        returning c.id, c.owner_id, c.message_seq, c.event_seq
      ), answer as (
        insert into messages (id, conversation_id, owner_id, seq, parent_id, version, sender_type, sender_channel,
          metadata, status, run_id, revision)
        select ${given.agentMessageId}::uuid, id, owner_id, message_seq, ${place.parent_id}::uuid, ${version}, 'agent',
          ${given.channel}, jsonb_build_object('model_used', ${given.model}::text), 'pending', ${given.runId}::uuid, event_seq
        from conv
      ), run as (
        insert into runs (id, conversation_id, owner_id, message_id, model, status, holder)
        select ${given.runId}::uuid, id, owner_id, ${given.agentMessageId}::uuid, ${given.model}, 'pending', ${given.holder} from conv
      ), ${appendEvent(event)}
      select ${announce(event)} from conv`);
    const rows = await tx.$queryRaw<MessageRow[]>(Prisma.sql`
      select ${messageColumns} from messages m where m.id = ${given.agentMessageId}::uuid`);
    const runs = await tx.$queryRaw<RunRow[]>(
      Prisma.sql`select ${runColumns} from runs r where r.id = ${given.runId}::uuid`,
    );
    if (!rows[0] || !runs[0]) return null;
    return { message: toMessage(rows[0]), run: toRun(runs[0]), isNew: true };
  });
}
