import type { MediaKind, MessageStatus, Run } from '@/lib/contracts';
import { db } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import { announce, appendEvent } from './append-event';
import {
  type MessageRow,
  messageColumns,
  type RunRow,
  runColumns,
  type StoredMessage,
  toMessage,
  toRun,
} from './rows';

export async function findRun(ownerId: string, id: string): Promise<Run | null> {
  const rows = await db().$queryRaw<RunRow[]>(Prisma.sql`
    select ${runColumns} from runs r where r.id = ${id}::uuid and r.owner_id = ${ownerId}::uuid`);
  return rows[0] ? toRun(rows[0]) : null;
}

/** pending → streaming, once. Logged, so that other devices show it. */
export async function markRunStarted(
  ownerId: string,
  run: { id: string; messageId: string },
): Promise<boolean> {
  const event = {
    type: 'message.started',
    origin: null,
    payload: { message_id: run.messageId, run_id: run.id },
  } as const;
  const rows = await db().$queryRaw<unknown[]>(Prisma.sql`
    with claimed as (
      update runs set status = 'streaming', heartbeat_at = now()
      where id = ${run.id}::uuid and owner_id = ${ownerId}::uuid and status = 'pending'
      returning conversation_id, message_id
    ), conv as (
      update conversations c set event_seq = c.event_seq + 1
      from claimed where c.id = claimed.conversation_id and c.deleted_at is null
      returning c.id, c.owner_id, c.event_seq
    ), changed as (
      update messages m set status = 'streaming', revision = conv.event_seq
      from claimed, conv where m.id = claimed.message_id
    ), ${appendEvent(event)}
    select ${announce(event)} from conv`);
  return rows.length > 0;
}

/** Adds an asset to the answer while it is still being written, so that a crash cannot separate them. */
export async function attachToAnswer(
  ownerId: string,
  run: { id: string; messageId: string },
  asset: { id: string; kind: MediaKind; url: string },
): Promise<boolean> {
  const event = {
    type: 'message.updated',
    origin: null,
    payload: { message_id: run.messageId, run_id: run.id },
  } as const;
  const rows = await db().$queryRaw<unknown[]>(Prisma.sql`
    with open as (
      select r.conversation_id, r.message_id from runs r
      where r.id = ${run.id}::uuid and r.owner_id = ${ownerId}::uuid and r.status in ('pending', 'streaming')
    ), conv as (
      update conversations c set event_seq = c.event_seq + 1
      from open where c.id = open.conversation_id and c.deleted_at is null
      returning c.id, c.owner_id, c.event_seq
    ), changed as (
      update messages m set revision = conv.event_seq,
        message_type = case when m.media_url is null then ${asset.kind} else m.message_type end,
        media_url = coalesce(m.media_url, ${asset.url})
      from open, conv where m.id = open.message_id
    ), attached as (
      insert into message_assets (message_id, asset_id, position)
      select open.message_id, a.id, (select count(*) from message_assets x where x.message_id = open.message_id) + 1
      from open, conv, media_assets a where a.id = ${asset.id}::uuid and a.owner_id = ${ownerId}::uuid
      on conflict do nothing
    ), ${appendEvent(event)}
    select ${announce(event)} from conv`);
  return rows.length > 0;
}

export type RunEnd = {
  status: Extract<MessageStatus, 'complete' | 'partial' | 'failed' | 'cancelled'>;
  content: string | null;
  metadata: Record<string, unknown>;
  error: { code: string; message: string; retryable: boolean } | null;
};

/**
 * Closes an open run and its message together, once: of two callers one wins. False when the run was closed
 * before, or is not the owner's.
 */
export async function closeRun(
  ownerId: string,
  run: { id: string; messageId: string },
  end: RunEnd,
): Promise<boolean> {
  const event = {
    type: 'message.completed',
    origin: null,
    payload: { message_id: run.messageId, run_id: run.id },
  } as const;
  const metadata = JSON.stringify({ ...end.metadata, ...(end.error ? { error: end.error } : {}) });
  const rows = await db().$queryRaw<unknown[]>(Prisma.sql`
    with closed as (
      update runs set status = ${end.status}, finished_at = now(),
        error_code = ${end.error?.code ?? null}, error_message = ${end.error?.message ?? null}
      where id = ${run.id}::uuid and owner_id = ${ownerId}::uuid and status in ('pending', 'streaming')
      returning conversation_id, message_id
    ), conv as (
      update conversations c set event_seq = c.event_seq + 1, updated_at = now()
      from closed where c.id = closed.conversation_id and c.deleted_at is null
      returning c.id, c.owner_id, c.event_seq
    ), changed as (
      update messages m set status = ${end.status}, content = ${end.content},
        metadata = m.metadata || ${metadata}::jsonb, revision = conv.event_seq
      from closed, conv where m.id = closed.message_id
    ), ${appendEvent(event)}
    select ${announce(event)} from conv`);
  return rows.length > 0;
}

/**
 * Makes a sibling of an answer, or the first answer to a person's message, with a run of its own. While an
 * answer at this place is still open, that one is returned and nothing is made: a double click is one retry.
 * Null when the message is not the owner's.
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
    // The row lock orders retries of one conversation, so the check below sees the other's answer.
    await tx.$queryRaw`select 1 from conversations where id = ${place.conversation_id}::uuid for update`;
    const siblings = await tx.$queryRaw<MessageRow[]>(Prisma.sql`
      select ${messageColumns} from messages m
      where m.conversation_id = ${place.conversation_id}::uuid and m.sender_type = 'agent'
        and m.parent_id is not distinct from ${place.parent_id}::uuid order by m.version desc`);
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

/** Open runs of a conversation, for stopping them. */
export async function listOpenRuns(ownerId: string, conversationId: string): Promise<Run[]> {
  const rows = await db().$queryRaw<RunRow[]>(Prisma.sql`
    select ${runColumns} from runs r
    where r.conversation_id = ${conversationId}::uuid and r.owner_id = ${ownerId}::uuid
      and r.status in ('pending', 'streaming')`);
  return rows.map(toRun);
}

/** Says that the process holding these runs lives. */
export async function touchRuns(runIds: string[]): Promise<void> {
  await db().$executeRaw`
    update runs set heartbeat_at = now() where id = any(${runIds}::uuid[]) and status in ('pending', 'streaming')`;
}

export type OpenRun = {
  id: string;
  ownerId: string;
  messageId: string;
  holder: string | null;
  silentMs: number;
};

/** Every open run of the installation with the time since its holder was last heard; for the reaper only. */
export async function listOpenRunsOfEveryone(limit: number): Promise<OpenRun[]> {
  const rows = await db().$queryRaw<
    { id: string; owner_id: string; message_id: string; holder: string | null; silent_ms: number }[]
  >(Prisma.sql`
    select r.id, r.owner_id, r.message_id, r.holder,
      (extract(epoch from now() - r.heartbeat_at) * 1000)::float8 as silent_ms
    from runs r where r.status in ('pending', 'streaming') order by r.heartbeat_at limit ${limit}`);
  return rows.map((row) => ({
    id: row.id,
    ownerId: row.owner_id,
    messageId: row.message_id,
    holder: row.holder,
    silentMs: Number(row.silent_ms),
  }));
}
