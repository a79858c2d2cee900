import { EVENT_NOTIFY_CHANNEL, type EventType } from '@/lib/contracts';
import type { Database } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';

export type AssetEventType = Extract<EventType, `asset.${string}` | 'job.progressed'>;

type Asking = Pick<Database, '$queryRaw'>;

const showing = (ownerId: string, assetIds: string[]) => Prisma.sql`
  select m.conversation_id from message_assets ma
  join messages m on m.id = ma.message_id join conversations k on k.id = m.conversation_id
  where ma.asset_id = any(${assetIds}::uuid[]) and m.owner_id = ${ownerId}::uuid and k.deleted_at is null`;

/**
 * Takes the conversations that show these assets, in the order in which everybody locks them, and returns their ids.
 * To be called before anything of the assets is locked: conversations come first.
 */
export async function lockConversationsShowing(
  tx: Asking,
  ownerId: string,
  assetIds: string[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    select c.id from conversations c where c.id in (${showing(ownerId, assetIds)}) order by c.id for update`);
  return rows.map(({ id }) => id);
}

/** Whether only these conversations show the assets: a message may have been sent after they were locked. */
export async function areOnlyShownIn(
  tx: Asking,
  ownerId: string,
  assetIds: string[],
  locked: string[],
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>(Prisma.sql`
    select 1 from (${showing(ownerId, assetIds)}) shown
    where shown.conversation_id <> all(${locked}::uuid[]) limit 1`);
  return rows.length === 0;
}

/**
 * Tells every conversation that shows these assets that they changed: one event for each message and asset, and the
 * messages' revision raised, so that they are read again. Call it inside the transaction that changes the assets and
 * before their rows are locked, or give the conversations that were locked before. Returns how many events it wrote.
 */
export async function appendAssetEvents(
  tx: Asking,
  ownerId: string,
  assetIds: string[],
  type: AssetEventType,
  lockedBefore?: string[],
): Promise<number> {
  // Taken in order, and before anything is read: the next statement sees what others wrote while this one waited.
  const locked = lockedBefore ?? (await lockConversationsShowing(tx, ownerId, assetIds));
  if (locked.length === 0) return 0;
  const rows = await tx.$queryRaw<{ written: bigint }[]>(Prisma.sql`
    with shown as (
      select m.conversation_id, m.id as message_id, ma.asset_id,
        row_number() over (partition by m.conversation_id order by m.seq, ma.position) as place
      from message_assets ma join messages m on m.id = ma.message_id
      where ma.asset_id = any(${assetIds}::uuid[]) and m.owner_id = ${ownerId}::uuid
        and m.conversation_id = any(${locked}::uuid[])
    ), conv as (
      update conversations c set event_seq = c.event_seq + counted.total
      from (select conversation_id, count(*) as total from shown group by conversation_id) counted
      where c.id = counted.conversation_id
      returning c.id, c.owner_id, c.event_seq, counted.total
    ), numbered as (
      select shown.*, conv.owner_id, conv.event_seq as last, conv.event_seq - conv.total + shown.place as seq
      from shown join conv on conv.id = shown.conversation_id
    ), changed as (
      update messages m set revision = newest.seq
      from (select message_id, max(seq) as seq from numbered group by message_id) newest
      where m.id = newest.message_id
    ), logged as (
      insert into events (conversation_id, seq, owner_id, type, payload)
      select conversation_id, seq, owner_id, ${type},
        jsonb_build_object('message_id', message_id::text, 'asset_id', asset_id::text) from numbered
    )
    select (select count(*) from numbered) as written,
      -- One announcement a conversation: a reader that sees its last number asks for those before it as well.
      pg_notify(${EVENT_NOTIFY_CHANNEL}, jsonb_build_object(
        'owner_id', owner_id, 'conversation_id', conversation_id, 'seq', seq, 'type', ${type}::text,
        'message_id', message_id::text, 'asset_id', asset_id::text, 'origin', null)::text)::text as announced
    from numbered where seq = last`);
  return Number(rows[0]?.written ?? 0);
}
