import type { Database } from '@/lib/platform/db';

/**
 * Takes the conversation's row for the rest of the transaction. A statement sees what was there when it began,
 * also when it then waited for the row: the next one sees what the others wrote.
 */
export async function lockConversation(
  tx: Pick<Database, '$queryRaw'>,
  ownerId: string,
  id: string,
): Promise<void> {
  await tx.$queryRaw`
    select 1 from conversations where id = ${id}::uuid and owner_id = ${ownerId}::uuid for update`;
}
