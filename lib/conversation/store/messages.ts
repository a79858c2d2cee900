import { db } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import {
  assetIdsOf,
  type BranchMessage,
  type MessageRow,
  messageColumns,
  type StoredMessage,
  toBranchMessage,
  toMessage,
} from './rows';

/**
 * The newest `limit` messages below `before`, oldest first, with the event number they show, read in one
 * statement so that both belong to one moment. Null when the conversation is not the owner's.
 */
export async function readMessagePage(
  ownerId: string,
  conversationId: string,
  page: { before: number | null; limit: number },
): Promise<{ messages: StoredMessage[]; lastEventSeq: number } | null> {
  const before = page.before === null ? Prisma.empty : Prisma.sql`and m.seq < ${page.before}`;
  const rows = await db().$queryRaw<
    (Omit<MessageRow, 'id'> & { id: string | null; event_seq: bigint })[]
  >(Prisma.sql`
    select c.event_seq, page.* from conversations c
    left join lateral (
      select ${messageColumns} from messages m
      where m.conversation_id = c.id and m.owner_id = c.owner_id ${before}
      order by m.seq desc limit ${page.limit}
    ) page on true
    where c.id = ${conversationId}::uuid and c.owner_id = ${ownerId}::uuid and c.deleted_at is null`);
  const first = rows[0];
  if (!first) return null;
  const found = rows.filter((row): row is MessageRow & { event_seq: bigint } => row.id !== null);
  return {
    messages: found.map(toMessage).sort((a, b) => a.seq - b.seq),
    lastEventSeq: Number(first.event_seq),
  };
}

/** The owner's messages with these ids, by seq. */
export async function readMessages(ownerId: string, ids: string[]): Promise<StoredMessage[]> {
  if (ids.length === 0) return [];
  const rows = await db().$queryRaw<MessageRow[]>(Prisma.sql`
    select ${messageColumns} from messages m
    where m.id = any(${ids}::uuid[]) and m.owner_id = ${ownerId}::uuid order by m.seq`);
  return rows.map(toMessage);
}

/**
 * The path from `leafId` (or the active leaf) towards the beginning: at most `limit` messages, oldest first, without
 * those that were deleted.
 */
export async function readBranch(
  ownerId: string,
  conversationId: string,
  leafId: string | null | undefined,
  limit: number,
): Promise<BranchMessage[]> {
  if (leafId === null) return [];
  const start =
    leafId === undefined
      ? Prisma.sql`m.id = (select c.active_leaf_id from conversations c where c.id = ${conversationId}::uuid)`
      : Prisma.sql`m.id = ${leafId}::uuid`;
  const rows = await db().$queryRaw<Pick<MessageRow, keyof BranchMessage>[]>(Prisma.sql`
    with recursive path as (
      select m.id, m.parent_id, m.sender_type, m.content, m.status, m.deleted_at, 1 as depth from messages m
      where ${start} and m.conversation_id = ${conversationId}::uuid and m.owner_id = ${ownerId}::uuid
      union all
      select m.id, m.parent_id, m.sender_type, m.content, m.status, m.deleted_at, path.depth + 1
      from path join messages m on m.id = path.parent_id
      where path.depth < ${limit}
    )
    select path.id, path.sender_type, path.content, path.status, ${assetIdsOf(Prisma.sql`path.id`)}
    from path where path.deleted_at is null order by path.depth desc`);
  return rows.map(toBranchMessage);
}

/** The first answer to a message, with its conversation; for requests that repeat an id. */
export async function findAnswerTo(ownerId: string, messageId: string): Promise<StoredMessage | null> {
  const rows = await db().$queryRaw<MessageRow[]>(Prisma.sql`
    select ${messageColumns} from messages m
    where m.parent_id = ${messageId}::uuid and m.owner_id = ${ownerId}::uuid and m.sender_type = 'agent'
    order by m.seq limit 1`);
  return rows[0] ? toMessage(rows[0]) : null;
}
