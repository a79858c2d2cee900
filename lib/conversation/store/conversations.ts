import type { Conversation } from '@/lib/contracts';
import { db } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import { announce, appendEvent } from './append-event';
import { noteUnused } from './delete-message';
import { lockConversation } from './lock-conversation';
import { type ConversationRow, conversationColumns, toConversation } from './rows';

export type NewConversation = {
  id: string;
  ownerId: string;
  title: string | null;
  model: string | null;
  origin: string | null;
};

/** Inserts a conversation with its first event; null when the id exists. */
export async function insertConversation(given: NewConversation): Promise<Conversation | null> {
  const event = { type: 'conversation.created', origin: given.origin, payload: {} } as const;
  const rows = await db().$queryRaw<ConversationRow[]>(Prisma.sql`
    with c as (
      insert into conversations (id, owner_id, title, model, event_seq)
      values (${given.id}::uuid, ${given.ownerId}::uuid, ${given.title}, ${given.model}, 1)
      on conflict (id) do nothing
      returning *
    ), conv as (select id, owner_id, event_seq from c),
    ${appendEvent(event)}
    select ${conversationColumns}, ${announce(event)} from c join conv on conv.id = c.id`);
  return rows[0] ? toConversation(rows[0]) : null;
}

/** The owner's conversation, or null. */
export async function findConversation(ownerId: string, id: string): Promise<Conversation | null> {
  const rows = await db().$queryRaw<ConversationRow[]>(Prisma.sql`
    select ${conversationColumns} from conversations c
    where c.id = ${id}::uuid and c.owner_id = ${ownerId}::uuid and c.deleted_at is null`);
  return rows[0] ? toConversation(rows[0]) : null;
}

/** A keyset page, latest change first. `before` is the last row of the page before. */
export async function listConversations(
  ownerId: string,
  page: { limit: number; before: { updatedAt: Date; id: string } | null },
): Promise<Conversation[]> {
  const before = page.before
    ? Prisma.sql`and (c.updated_at, c.id) < (${page.before.updatedAt}, ${page.before.id}::uuid)`
    : Prisma.empty;
  const rows = await db().$queryRaw<ConversationRow[]>(Prisma.sql`
    select ${conversationColumns} from conversations c
    where c.owner_id = ${ownerId}::uuid and c.deleted_at is null ${before}
    order by c.updated_at desc, c.id desc limit ${page.limit}`);
  return rows.map(toConversation);
}

/**
 * Makes the newest leaf below `messageId` the active one. Null when the message is not in the owner's
 * conversation.
 */
export async function selectLeaf(
  ownerId: string,
  id: string,
  messageId: string,
  origin: string | null,
): Promise<Conversation | null> {
  const event = { type: 'branch.selected', origin, payload: { message_id: messageId } } as const;
  return db().$transaction(async (tx) => {
    // A send at the same moment may add to the branch: what is then its leaf is decided after it.
    await lockConversation(tx, ownerId, id);
    const rows = await tx.$queryRaw<ConversationRow[]>(Prisma.sql`
      with recursive below as (
        select m.id, m.seq from messages m
        where m.id = ${messageId}::uuid and m.conversation_id = ${id}::uuid and m.owner_id = ${ownerId}::uuid
        union all
        select child.id, child.seq from below
        cross join lateral (
          select k.id, k.seq from messages k where k.parent_id = below.id order by k.seq desc limit 1) child
      ), leaf as (select below.id from below order by seq desc limit 1),
      conv as (
        update conversations c set active_leaf_id = leaf.id, event_seq = c.event_seq + 1 from leaf
        where c.id = ${id}::uuid and c.owner_id = ${ownerId}::uuid and c.deleted_at is null
        returning c.*
      ), ${appendEvent(event)}
      select ${conversationColumns}, ${announce(event)} from conv join conv c on c.id = conv.id`);
    return rows[0] ? toConversation(rows[0]) : null;
  });
}

/** Ten thousand messages are gone within a second; Prisma gives a transaction five. */
const REMOVAL_LIMITS = { timeout: 60_000 };

/**
 * Removes the contents and leaves a tombstone, whose event tells other devices. Returns the ids of the assets
 * the messages held, or null when there was nothing of this owner's.
 */
export async function removeConversation(
  ownerId: string,
  id: string,
  origin: string | null,
): Promise<{ assetIds: string[] } | null> {
  const event = { type: 'conversation.deleted', origin, payload: {} } as const;
  return db().$transaction(async (tx) => {
    await lockConversation(tx, ownerId, id);
    const assets = await tx.$queryRaw<{ asset_id: string }[]>(assetsOf(ownerId, id));
    const rows = await tx.$queryRaw<{ announced: string }[]>(Prisma.sql`
      with conv as (
        update conversations c set deleted_at = now(), title = null, active_leaf_id = null, cover_asset_id = null,
          background = null, event_seq = c.event_seq + 1
        where c.id = ${id}::uuid and c.owner_id = ${ownerId}::uuid and c.deleted_at is null
        returning c.id, c.owner_id, c.event_seq
      ), ${appendEvent(event)}
      select ${announce(event)} from conv`);
    if (rows.length === 0) return null;
    // In order, as everybody who writes to several runs at once.
    await tx.$queryRaw`select 1 from runs where conversation_id = ${id}::uuid order by id for update`;
    await tx.$executeRaw`delete from runs where conversation_id = ${id}::uuid and owner_id = ${ownerId}::uuid`;
    await tx.$executeRaw`delete from messages where conversation_id = ${id}::uuid and owner_id = ${ownerId}::uuid`;
    const assetIds = assets.map((row) => row.asset_id);
    await noteUnused(tx, ownerId, assetIds);
    return { assetIds };
  }, REMOVAL_LIMITS);
}

/** What only a conversation keeps: in its messages, made of them, before it and behind it. */
function assetsOf(ownerId: string, id: string): Prisma.Sql {
  return Prisma.sql`
    select ma.asset_id from message_assets ma join messages m on m.id = ma.message_id
    where m.conversation_id = ${id}::uuid and m.owner_id = ${ownerId}::uuid
    union select unnest(j.asset_ids) from jobs j
    where j.conversation_id = ${id}::uuid and j.owner_id = ${ownerId}::uuid
    union select c.cover_asset_id from conversations c
    where c.id = ${id}::uuid and c.owner_id = ${ownerId}::uuid and c.cover_asset_id is not null
    union select film.id::uuid from conversations c, jsonb_array_elements_text(c.background -> 'asset_ids') as film (id)
    where c.id = ${id}::uuid and c.owner_id = ${ownerId}::uuid and c.background is not null`;
}
