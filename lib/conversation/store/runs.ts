import type { MediaKind, MessageStatus, Run } from '@/lib/contracts';
import { toStorableText } from '@/lib/kernel';
import { db } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import { announce, appendEvent } from './append-event';
import { type RunRow, runColumns, toRun } from './rows';
import { toStorableJson } from './storable-json';

export async function findRun(ownerId: string, id: string): Promise<Run | null> {
  const rows = await db().$queryRaw<RunRow[]>(Prisma.sql`
    select ${runColumns} from runs r where r.id = ${id}::uuid and r.owner_id = ${ownerId}::uuid`);
  return rows[0] ? toRun(rows[0]) : null;
}

/**
 * A CTE `held` with the run while it is in one of these states, its conversation locked before it. Everybody locks
 * in this order: deleting a conversation and closing its run would else wait for each other.
 */
function holdRun(ownerId: string, runId: string, states: MessageStatus[]): Prisma.Sql {
  return Prisma.sql`held as (
      select r.id, r.conversation_id, r.message_id from conversations c join runs r on r.conversation_id = c.id
      where r.id = ${runId}::uuid and r.owner_id = ${ownerId}::uuid and r.status = any(${states})
      for update of c, r
    )`;
}

const openStates: MessageStatus[] = ['pending', 'streaming'];

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
    with ${holdRun(ownerId, run.id, ['pending'])}, claimed as (
      update runs r set status = 'streaming', heartbeat_at = now() from held where r.id = held.id
      returning r.conversation_id, r.message_id
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
    with ${holdRun(ownerId, run.id, openStates)}, conv as (
      update conversations c set event_seq = c.event_seq + 1
      from held where c.id = held.conversation_id and c.deleted_at is null
      returning c.id, c.owner_id, c.event_seq
    ), changed as (
      update messages m set revision = conv.event_seq,
        message_type = case when m.media_url is null then ${asset.kind} else m.message_type end,
        media_url = coalesce(m.media_url, ${asset.url})
      from held, conv where m.id = held.message_id
    ), attached as (
      insert into message_assets (message_id, asset_id, position)
      select held.message_id, a.id, (select count(*) from message_assets x where x.message_id = held.message_id) + 1
      from held, conv, media_assets a where a.id = ${asset.id}::uuid and a.owner_id = ${ownerId}::uuid
      on conflict do nothing
    ), kept as (
      -- As in a send: while this commits, the asset does not change unnoticed.
      select a.id from media_assets a, conv where a.id = ${asset.id}::uuid for share of a
    ), ${appendEvent(event)}
    select ${announce(event)}, (select count(*) from kept) as kept from conv`);
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
  const content = end.content === null ? null : toStorableText(end.content);
  const metadata = toStorableJson({ ...end.metadata, ...(end.error ? { error: end.error } : {}) });
  const rows = await db().$queryRaw<unknown[]>(Prisma.sql`
    with ${holdRun(ownerId, run.id, openStates)}, closed as (
      update runs r set status = ${end.status}, finished_at = now(),
        error_code = ${end.error?.code ?? null}, error_message = ${end.error?.message ?? null}
      from held where r.id = held.id
      returning r.conversation_id, r.message_id
    ), conv as (
      update conversations c set event_seq = c.event_seq + 1, updated_at = now()
      from closed where c.id = closed.conversation_id and c.deleted_at is null
      returning c.id, c.owner_id, c.event_seq
    ), changed as (
      update messages m set status = ${end.status}, content = ${content},
        metadata = m.metadata || ${metadata}::jsonb, revision = conv.event_seq
      from closed, conv where m.id = closed.message_id
    ), ${appendEvent(event)}
    select ${announce(event)} from conv`);
  return rows.length > 0;
}

/** Open runs of a conversation, for stopping them. */
export async function listOpenRuns(ownerId: string, conversationId: string): Promise<Run[]> {
  const rows = await db().$queryRaw<RunRow[]>(Prisma.sql`
    select ${runColumns} from runs r
    where r.conversation_id = ${conversationId}::uuid and r.owner_id = ${ownerId}::uuid
      and r.status in ('pending', 'streaming')`);
  return rows.map(toRun);
}

/** Says that the process holding these runs lives. Returns those that are still open. */
export async function touchRuns(runIds: string[]): Promise<string[]> {
  // Locked in the order in which a deletion locks them.
  const rows = await db().$queryRaw<{ id: string }[]>`
    update runs r set heartbeat_at = now() from (
      select id from runs where id = any(${runIds}::uuid[]) and status in ('pending', 'streaming')
      order by id for no key update
    ) living where r.id = living.id
    returning r.id`;
  return rows.map((row) => row.id);
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
