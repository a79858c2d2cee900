import { db } from '@/lib/platform/db';

export async function readStoredPreferences(ownerId: string): Promise<{ preferences: unknown } | null> {
  return db().user.findUnique({ where: { id: ownerId }, select: { preferences: true } });
}

/** In one statement, so that two changes at once both stay. Null when there is no such person. */
export async function updatePreferences(
  ownerId: string,
  change: { set: Record<string, string | number | boolean>; removed: string[] },
): Promise<{ preferences: unknown } | null> {
  const [row] = await db().$queryRaw<{ preferences: unknown }[]>`
    update users set preferences = (preferences || ${JSON.stringify(change.set)}::jsonb) - ${change.removed}::text[]
    where id = ${ownerId}::uuid
    returning preferences`;
  return row ?? null;
}
