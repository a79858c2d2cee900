import { EVENT_NOTIFY_CHANNEL, type ToolCall } from '@/lib/contracts';
import { type Database, db, isForeignKeyViolation, isUniqueViolation } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import { isChildOf } from './is-child-of';
import { lockConversation } from './lock-conversation';
import { toStorableJson } from './storable-json';

export type NewTurn = {
  ownerId: string;
  conversationId: string;
  messageId: string;
  agentMessageId: string;
  runId: string;
  content: string | null;
  assetIds: string[];
  messageType: string;
  mediaUrl: string | null;
  /** undefined: the active leaf; null: the beginning of the conversation. */
  parentId: string | null | undefined;
  channel: string;
  silent: boolean;
  /** A tool that was called instead of asking the model; kept with the message, so that a retry calls it again. */
  toolCall: ToolCall | null;
  model: string;
  holder: string;
  /** Used when the conversation has no title yet. */
  title: string | null;
  origin: string | null;
};

export type WrittenTurn = {
  user_seq: bigint;
  event_seq: bigint;
  parent_id: string | null;
  version: number;
  at: Date;
};

/**
 * Writes a person's message, the pending answer, its run and both events in one statement, so one round trip
 * and one commit. Returns null when nothing was written: the conversation is not this owner's, the parent or an
 * attachment is not there, or the message id exists, also when another request is writing or deleting it at this
 * moment.
 */
export async function writeTurn(turn: NewTurn): Promise<WrittenTurn | null> {
  try {
    if (turn.parentId === undefined) return await insertTurn(db(), turn);
    // A branch counts its versions, so it must see those that others are making.
    return await db().$transaction(async (tx) => {
      await lockConversation(tx, turn.ownerId, turn.conversationId);
      return insertTurn(tx, turn);
    });
  } catch (error) {
    if (isUniqueViolation(error) || isForeignKeyViolation(error)) return null;
    throw error;
  }
}

async function insertTurn(database: Pick<Database, '$queryRaw'>, turn: NewTurn): Promise<WrittenTurn | null> {
  const explicitParent = turn.parentId !== undefined;
  const parentId = turn.parentId ?? null;
  const rows = await database.$queryRaw<WrittenTurn[]>(Prisma.sql`
    with prev as (
      select id, active_leaf_id from conversations
      where id = ${turn.conversationId}::uuid and owner_id = ${turn.ownerId}::uuid and deleted_at is null
        and not exists (select 1 from messages where id = ${turn.messageId}::uuid)
        and (${parentId}::uuid is null or exists (
          select 1 from messages where id = ${parentId}::uuid and conversation_id = ${turn.conversationId}::uuid))
        and ${hasAll(turn.ownerId, turn.assetIds)}
      for update
    ), conv as (
      update conversations c set
        message_seq = c.message_seq + 2, event_seq = c.event_seq + 2, active_leaf_id = ${turn.agentMessageId}::uuid,
        updated_at = now(), title = coalesce(c.title, ${turn.title})
      from prev where c.id = prev.id
      returning c.id, c.owner_id, c.message_seq, c.event_seq,
        case when ${explicitParent} then ${parentId}::uuid else prev.active_leaf_id end as parent_id
    ), place as (
      select conv.*, case when ${explicitParent} then (
        select coalesce(max(m.version), 0) + 1 from messages m
        where m.conversation_id = conv.id and m.sender_type = 'user' and ${isChildOf(parentId)}
      ) else 1 end as version from conv
    ), said as (
      insert into messages (id, conversation_id, owner_id, seq, parent_id, version, sender_type, sender_channel,
        message_type, content, media_url, metadata, silent_delivery, status, revision)
      select ${turn.messageId}::uuid, id, owner_id, message_seq - 1, parent_id, version, 'user', ${turn.channel},
        ${turn.messageType}, ${turn.content}, ${turn.mediaUrl}, ${toStorableJson(metadataOf(turn))}::jsonb, ${turn.silent}, 'complete', event_seq - 1 from place
    ), answer as (
      insert into messages (id, conversation_id, owner_id, seq, parent_id, sender_type, sender_channel,
        metadata, status, run_id, revision)
      select ${turn.agentMessageId}::uuid, id, owner_id, message_seq, ${turn.messageId}::uuid, 'agent', ${turn.channel},
        jsonb_build_object('model_used', ${turn.model}::text), 'pending', ${turn.runId}::uuid, event_seq from place
    ), run as (
      insert into runs (id, conversation_id, owner_id, message_id, model, status, holder)
      select ${turn.runId}::uuid, id, owner_id, ${turn.agentMessageId}::uuid, ${turn.model}, 'pending', ${turn.holder} from place
    ), attached as (
      insert into message_assets (message_id, asset_id, position)
      select ${turn.messageId}::uuid, a.id, array_position(${turn.assetIds}::text[], a.id::text)
      from media_assets a, place
      where a.owner_id = place.owner_id and a.id = any(${turn.assetIds}::uuid[])
    ), ${holdAssets(turn.assetIds)} logged as (
      insert into events (conversation_id, seq, owner_id, type, payload, origin)
      select id, event_seq - 1, owner_id, 'message.created', jsonb_build_object('message_id', ${turn.messageId}::text), ${turn.origin} from place
      union all
      select id, event_seq, owner_id, 'message.created',
        jsonb_build_object('message_id', ${turn.agentMessageId}::text, 'run_id', ${turn.runId}::text), ${turn.origin} from place
    )
    select message_seq - 1 as user_seq, event_seq, parent_id, version, now()::timestamptz(3) as at,
      -- One announcement for the pair: a reader that sees the second number asks for the first as well.
      pg_notify(${EVENT_NOTIFY_CHANNEL}, jsonb_build_object(
        'owner_id', owner_id, 'conversation_id', id, 'seq', event_seq, 'type', 'message.created',
        'message_id', ${turn.agentMessageId}::text, 'run_id', ${turn.runId}::text, 'origin', ${turn.origin}::text)::text)::text as announced
      ${turn.assetIds.length === 0 ? Prisma.empty : Prisma.sql`, (select count(*) from held) as held`}
    from place`);
  return rows[0] ?? null;
}

/** What is kept with the person's message. */
export const metadataOf = ({ toolCall }: Pick<NewTurn, 'toolCall'>) =>
  toolCall ? { tool_call: toolCall } : {};

/**
 * Keeps the assets from changing until the message that shows them is there: whoever changes one then finds the
 * message and tells it, and what changed before is read with it.
 */
function holdAssets(assetIds: string[]): Prisma.Sql {
  if (assetIds.length === 0) return Prisma.empty;
  return Prisma.sql`held as (
      select a.id from media_assets a, place
      where a.owner_id = place.owner_id and a.id = any(${assetIds}::uuid[]) order by a.id for share of a
    ),`;
}

/** Whether all of these are assets of the owner. */
export async function areAttachmentsHere(ownerId: string, assetIds: string[]): Promise<boolean> {
  const rows = await db().$queryRaw<{ here: boolean }[]>(
    Prisma.sql`select ${hasAll(ownerId, assetIds)} as here`,
  );
  return rows[0]?.here ?? false;
}

function hasAll(ownerId: string, assetIds: string[]): Prisma.Sql {
  if (assetIds.length === 0) return Prisma.sql`true`;
  return Prisma.sql`${assetIds.length} = (
    select count(*) from media_assets where id = any(${assetIds}::uuid[]) and owner_id = ${ownerId}::uuid)`;
}
