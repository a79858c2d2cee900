import { db } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import { announce, appendEvent } from './append-event';
import { lockConversation } from './lock-conversation';
import { dropSummariesOf } from './summaries';

/**
 * Takes a message's words and files away and leaves its row, for others answer to it; an open answer ends with it.
 * Returns the ids of the assets it held, or null when it is not the owner's. Deleting it again changes nothing.
 */
export async function removeMessage(given: {
  ownerId: string;
  id: string;
  /** What a title made of its words would be: a conversation called so loses its title with them. */
  title: string | null;
  origin: string | null;
}): Promise<{ assetIds: string[] } | null> {
  const { ownerId, id, title, origin } = given;
  const event = { type: 'message.deleted', origin, payload: { message_id: id } } as const;
  return db().$transaction(async (tx) => {
    const [place] = await tx.$queryRaw<{ conversation_id: string }[]>`
      select conversation_id from messages where id = ${id}::uuid and owner_id = ${ownerId}::uuid`;
    if (!place) return null;
    await lockConversation(tx, ownerId, place.conversation_id);
    const [message] = await tx.$queryRaw<{ deleted_at: Date | null }[]>`
      select deleted_at from messages where id = ${id}::uuid and owner_id = ${ownerId}::uuid`;
    if (!message) return null;
    if (message.deleted_at) return { assetIds: [] };
    // The log of its run holds its words as well.
    await tx.$executeRaw`delete from runs where message_id = ${id}::uuid and owner_id = ${ownerId}::uuid`;
    await dropSummariesOf(tx, id);
    const held = await tx.$queryRaw<{ asset_id: string }[]>`
      with shown as (delete from message_assets where message_id = ${id}::uuid returning asset_id)
      select asset_id from shown
      union select unnest(asset_ids) from jobs where message_id = ${id}::uuid and purpose = 'speech'`;
    await tx.$queryRaw(Prisma.sql`
      with conv as (
        update conversations c set event_seq = c.event_seq + 1, title = nullif(c.title, ${title})
        where c.id = ${place.conversation_id}::uuid
        returning c.id, c.owner_id, c.event_seq
      ), changed as (
        update messages m set content = null, media_url = null, message_type = 'text', metadata = '{}', run_id = null,
          deleted_at = now(), revision = conv.event_seq,
          status = case when m.status in ('pending', 'streaming') then 'cancelled' else m.status end
        from conv where m.id = ${id}::uuid
      ), ${appendEvent(event)}
      select ${announce(event)} from conv`);
    const assetIds = held.map((row) => row.asset_id);
    await noteUnused(tx, ownerId, assetIds);
    return { assetIds };
  });
}

/** Whoever dies before the files are deleted leaves word for the sweep. */
export async function noteUnused(
  tx: Pick<Prisma.TransactionClient, '$executeRaw'>,
  ownerId: string,
  assetIds: string[],
): Promise<void> {
  await tx.$executeRaw`
    update media_assets a set expires_at = now()
    from (select id from media_assets where id = any(${assetIds}::uuid[]) order by id for update) held
    where a.id = held.id and a.owner_id = ${ownerId}::uuid
      and not exists (select 1 from used_assets used where used.asset_id = a.id)`;
}
