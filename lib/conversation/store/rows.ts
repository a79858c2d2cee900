import type { Conversation, ConversationEvent, Message, Run } from '@/lib/contracts';
import { Prisma } from '@/prisma/generated/client';

/** A message as stored: assets by id. `media_urls` and `jobs` are laid over it where they are at hand. */
export type StoredMessage = Omit<Message, 'media_urls' | 'jobs'> & { asset_ids: string[]; has_jobs: boolean };

/** What a model needs of a message, and what tells whether the message still changes. */
export type BranchMessage = Pick<StoredMessage, 'id' | 'sender_type' | 'content' | 'status' | 'asset_ids'>;

export type MessageRow = {
  id: string;
  conversation_id: string;
  seq: bigint;
  parent_id: string | null;
  version: number;
  sender_type: string;
  sender_channel: string;
  message_type: string;
  content: string | null;
  media_url: string | null;
  metadata: unknown;
  silent_delivery: boolean;
  status: string;
  run_id: string | null;
  revision: bigint;
  created_at: Date;
  deleted_at: Date | null;
  asset_ids: string[] | null;
  has_jobs: boolean;
};

/** Columns of a message named `m`, with the ids of its assets in order, and whether anything was made on its behalf. */
export const messageColumns = Prisma.sql`
  m.id, m.conversation_id, m.seq, m.parent_id, m.version, m.sender_type, m.sender_channel, m.message_type,
  m.content, m.media_url, m.metadata, m.silent_delivery, m.status, m.run_id, m.revision, m.created_at,
  m.deleted_at,
  ${assetIdsOf(Prisma.sql`m.id`)},
  exists (select 1 from jobs j where j.message_id = m.id) as has_jobs`;

/** The ids of a message's assets in order, as the column `asset_ids`; null for none. */
export function assetIdsOf(messageId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    select array_agg(ma.asset_id::text order by ma.position) from message_assets ma where ma.message_id = ${messageId}
  ) as asset_ids`;
}

export function toMessage(row: MessageRow): StoredMessage {
  return {
    id: row.id,
    conversation_id: row.conversation_id,
    seq: Number(row.seq),
    parent_id: row.parent_id,
    version: row.version,
    sender_type: row.sender_type as Message['sender_type'],
    sender_channel: row.sender_channel,
    message_type: row.message_type as Message['message_type'],
    content: row.content,
    media_url: row.media_url,
    metadata: row.metadata as Message['metadata'],
    silent_delivery: row.silent_delivery,
    status: row.status as Message['status'],
    run_id: row.run_id,
    revision: Number(row.revision),
    created_at: row.created_at.toISOString(),
    deleted_at: row.deleted_at?.toISOString() ?? null,
    asset_ids: row.asset_ids ?? [],
    has_jobs: row.has_jobs,
  };
}

export function toBranchMessage(row: Pick<MessageRow, keyof BranchMessage>): BranchMessage {
  return {
    id: row.id,
    sender_type: row.sender_type as Message['sender_type'],
    content: row.content,
    status: row.status as Message['status'],
    asset_ids: row.asset_ids ?? [],
  };
}

export type ConversationRow = {
  id: string;
  title: string | null;
  is_home: boolean;
  model: string | null;
  active_leaf_id: string | null;
  message_seq: bigint;
  event_seq: bigint;
  cover_asset_id: string | null;
  background: unknown;
  created_at: Date;
  updated_at: Date;
};

export const conversationColumns = Prisma.sql`
  c.id, c.title, c.is_home, c.model, c.active_leaf_id, c.message_seq, c.event_seq, c.cover_asset_id,
  c.background, c.created_at, c.updated_at`;

export function toConversation(row: ConversationRow): Conversation {
  return {
    id: row.id,
    title: row.title,
    is_home: row.is_home,
    model: row.model,
    active_leaf_id: row.active_leaf_id,
    cover_url: row.cover_asset_id && `/media/${row.cover_asset_id}/thumbnail`,
    background: row.background as Conversation['background'],
    last_seq: Number(row.message_seq),
    last_event_seq: Number(row.event_seq),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

export type EventRow = {
  conversation_id: string;
  seq: bigint;
  type: string;
  payload: unknown;
  origin: string | null;
  at: Date;
};

export function toEvent(row: EventRow): ConversationEvent {
  return {
    conversation_id: row.conversation_id,
    seq: Number(row.seq),
    type: row.type as ConversationEvent['type'],
    payload: row.payload as ConversationEvent['payload'],
    origin: row.origin,
    at: row.at.toISOString(),
  };
}

export type RunRow = {
  id: string;
  conversation_id: string;
  message_id: string;
  model: string;
  status: string;
  error_code: string | null;
  error_message: string | null;
  error_retryable: boolean | null;
  started_at: Date;
  finished_at: Date | null;
};

/** Columns of a run named `r`. Whether trying again may help is told by its message alone. */
export const runColumns = Prisma.sql`
  r.id, r.conversation_id, r.message_id, r.model, r.status, r.error_code, r.error_message, r.started_at, r.finished_at,
  (select (m.metadata #>> '{error,retryable}')::boolean from messages m where m.id = r.message_id) as error_retryable`;

export function toRun(row: RunRow): Run {
  return {
    id: row.id,
    conversation_id: row.conversation_id,
    message_id: row.message_id,
    model: row.model,
    status: row.status as Run['status'],
    error: row.error_code
      ? { code: row.error_code, message: row.error_message ?? '', retryable: row.error_retryable ?? false }
      : null,
    started_at: row.started_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}
