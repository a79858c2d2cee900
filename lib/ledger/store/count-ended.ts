import { db } from '@/lib/platform/db';

/** How many charges about this thing, with keys that begin so, are settled or released. */
export async function countEnded(ownerId: string, subjectId: string, keyPrefix: string): Promise<number> {
  return db().ledgerEntry.count({
    where: {
      ...{ owner_id: ownerId, subject_id: subjectId, key: { startsWith: keyPrefix } },
      status: { not: 'reserved' },
    },
  });
}
