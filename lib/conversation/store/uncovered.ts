import { db } from '@/lib/platform/db';

/**
 * Conversations of everyone that changed since `since`, hold a complete answer, have no cover, and never had one made;
 * of people who want covers, or who did not choose while `byDefault`. For the worker alone.
 */
export async function listUncovered(
  given: { since: Date; byDefault: boolean; except: string[] },
  limit: number,
): Promise<{ ownerId: string; conversationId: string }[]> {
  const rows = await db().$queryRaw<{ owner_id: string; id: string }[]>`
    select c.owner_id, c.id from conversations c join users u on u.id = c.owner_id
    where c.cover_asset_id is null and c.deleted_at is null and c.updated_at > ${given.since}
      and case u.preferences ->> 'automatic_covers' when 'true' then true when 'false' then false
        else ${given.byDefault} end
      and c.id <> all(${given.except}::uuid[])
      and exists (select 1 from messages m
        where m.conversation_id = c.id and m.sender_type = 'agent' and m.status = 'complete' and m.deleted_at is null)
      and not exists (select 1 from jobs j where j.conversation_id = c.id and j.purpose = 'cover')
    order by c.updated_at limit ${limit}`;
  return rows.map((row) => ({ ownerId: row.owner_id, conversationId: row.id }));
}
