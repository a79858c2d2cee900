import type { Database } from '@/lib/platform/db';

/**
 * Takes the conversation's row for the rest of the transaction. A statement sees what was there when it began,
 * also when it then waited for the row: the next one sees what the others wrote. False when it is not the owner's or
 * was deleted.
 */
export async function lockConversation(
  tx: Pick<Database, '$queryRaw'>,
  ownerId: string,
  id: string,
): Promise<boolean> {
  const rows = await tx.$queryRaw<{ deleted_at: Date | null }[]>`
    select deleted_at from conversations where id = ${id}::uuid and owner_id = ${ownerId}::uuid for update`;
  return rows[0]?.deleted_at === null;
}
