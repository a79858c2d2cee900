import type { Background, Conversation } from '@/lib/contracts';
import { inTransaction, type Transaction } from '@/lib/platform/transaction';
import { Prisma } from '@/prisma/generated/client';
import { announce, appendEvent } from './append-event';
import { noteUnused } from './delete-message';
import { lockConversation } from './lock-conversation';
import { type ConversationRow, conversationColumns, toConversation } from './rows';

export type ConversationChange = {
  title?: string | null | undefined;
  model?: string | null | undefined;
  coverAssetId?: string | null | undefined;
  background?: Background | null | undefined;
};

export type ChangedConversation = {
  conversation: Conversation;
  /** Files it named before and names no longer: they go unless something else uses them. */
  releasedAssetIds: string[];
};

/**
 * Changes the named fields and logs it; null when the conversation is not the owner's. With `tx`, together with what
 * else that transaction writes; conversations are locked before assets.
 */
export async function changeConversation(
  ownerId: string,
  id: string,
  change: ConversationChange,
  origin: string | null,
  tx?: Transaction,
): Promise<ChangedConversation | null> {
  const work = async (own: Transaction) => {
    await lockConversation(own, ownerId, id);
    const [before] = await own.$queryRaw<Pick<ConversationRow, 'cover_asset_id' | 'background'>[]>`
      select cover_asset_id, background from conversations
      where id = ${id}::uuid and owner_id = ${ownerId}::uuid and deleted_at is null`;
    if (!before) return null;
    await holdFilms(own, ownerId, change.background?.asset_ids ?? []);
    const conversation = await write(own, ownerId, id, change, origin);
    if (!conversation) return null;
    const releasedAssetIds = releasedBy(before, change);
    if (releasedAssetIds.length > 0) await noteUnused(own, ownerId, releasedAssetIds);
    return { conversation, releasedAssetIds };
  };
  return tx ? work(tx) : inTransaction(work);
}

/** More than anybody watches; the oldest makes room. */
const MAX_FILMS = 10;

/** Lets a film that was made play behind the conversation, after those that do, and switches the background on. */
export async function addFilm(
  tx: Transaction,
  ownerId: string,
  id: string,
  film: { assetId: string; mood: string | null },
): Promise<void> {
  await lockConversation(tx, ownerId, id);
  const [row] = await tx.$queryRaw<Pick<ConversationRow, 'background'>[]>`
    select background from conversations where id = ${id}::uuid and owner_id = ${ownerId}::uuid`;
  const before = (row?.background as Background | null)?.asset_ids ?? [];
  const asset_ids = [...before.filter((other) => other !== film.assetId), film.assetId].slice(-MAX_FILMS);
  const background = { asset_ids, mood: film.mood, is_on: true };
  await changeConversation(ownerId, id, { background }, null, tx);
}

async function write(
  tx: Transaction,
  ownerId: string,
  id: string,
  change: ConversationChange,
  origin: string | null,
): Promise<Conversation | null> {
  const event = { type: 'conversation.updated', origin, payload: {} } as const;
  const { title, model, coverAssetId, background } = change;
  const fields = [
    Prisma.sql`event_seq = c.event_seq + 1`,
    ...(title === undefined ? [] : [Prisma.sql`title = ${title}`]),
    ...(model === undefined ? [] : [Prisma.sql`model = ${model}`]),
    ...(coverAssetId === undefined ? [] : [Prisma.sql`cover_asset_id = ${coverAssetId}::uuid`]),
    ...(background === undefined
      ? []
      : [Prisma.sql`background = ${background && JSON.stringify(background)}::jsonb`]),
  ];
  const rows = await tx.$queryRaw<ConversationRow[]>(Prisma.sql`
    with conv as (
      update conversations c set ${Prisma.join(fields)}
      where c.id = ${id}::uuid and c.owner_id = ${ownerId}::uuid and c.deleted_at is null
      returning c.*
    ), ${appendEvent(event)}
    select ${conversationColumns}, ${announce(event)} from conv join conv c on c.id = conv.id`);
  return rows[0] ? toConversation(rows[0]) : null;
}

/** Whoever deletes a film at this moment comes before, or finds it in use. A cover is held by its foreign key. */
async function holdFilms(tx: Transaction, ownerId: string, assetIds: string[]): Promise<void> {
  if (assetIds.length === 0) return;
  await tx.$queryRaw`
    select 1 from media_assets where id = any(${assetIds}::uuid[]) and owner_id = ${ownerId}::uuid
    order by id for key share`;
}

function releasedBy(
  before: Pick<ConversationRow, 'cover_asset_id' | 'background'>,
  change: ConversationChange,
): string[] {
  const films = (before.background as Background | null)?.asset_ids ?? [];
  const kept = new Set(change.background?.asset_ids);
  return [
    ...(change.coverAssetId !== undefined &&
    before.cover_asset_id &&
    before.cover_asset_id !== change.coverAssetId
      ? [before.cover_asset_id]
      : []),
    ...(change.background === undefined ? [] : films.filter((id) => !kept.has(id))),
  ];
}
