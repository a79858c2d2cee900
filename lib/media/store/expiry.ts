import { isId } from '@/lib/kernel';
import { db, type Transaction } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import { lockKeeping } from './owner-lock';
import { findFreedKeys } from './shared-keys';

/** What holds bytes that can end; the rest has none. */
const ending = { in: ['ready', 'processing', 'failed'] };

/** Assets of everyone that were made before `before`, oldest first, beginning after `after`; for the worker alone. */
export async function findEnding(
  before: Date,
  after: { createdAt: Date; id: string } | null,
  limit: number,
): Promise<{ id: string; ownerId: string; createdAt: Date }[]> {
  const rows = await db().mediaAsset.findMany({
    where: {
      status: ending,
      created_at: { lt: before },
      ...(after && {
        OR: [{ created_at: { gt: after.createdAt } }, { created_at: after.createdAt, id: { gt: after.id } }],
      }),
    },
    select: { id: true, owner_id: true, created_at: true },
    orderBy: [{ created_at: 'asc' }, { id: 'asc' }],
    take: limit,
  });
  return rows.map((row) => ({ id: row.id, ownerId: row.owner_id, createdAt: row.created_at }));
}

/**
 * Ends an asset: its variants and what was learnt of its contents go, the row says that it expired. Returns the keys
 * of those bytes that no other asset shares, or null when it is not there or has ended already.
 */
export async function markExpired(
  tx: Transaction,
  ownerId: string,
  id: string,
  error: { code: string; message: string },
): Promise<{ driver: string; keys: string[] } | null> {
  if (!isId(id)) return null;
  await lockKeeping(tx, ownerId);
  const [row] = await tx.mediaAsset.updateManyAndReturn({
    where: { id, owner_id: ownerId, status: ending },
    data: {
      status: 'expired',
      error_code: error.code,
      error_message: error.message,
      ...{ stage: null, progress: null, preview_note: null },
      ...{ placeholder: null, waveform: null, transcript: Prisma.DbNull, description: null },
      ...{ transcription_status: null, transcription_error: null },
      updated_at: new Date(),
    },
  });
  if (!row) return null;
  const variants = await tx.assetVariant.findMany({ where: { asset_id: id } });
  await tx.assetVariant.deleteMany({ where: { asset_id: id } });
  const named = [row.storage_key, ...variants.map((variant) => variant.storage_key)];
  return { driver: row.storage_driver, keys: await findFreedKeys(tx, named) };
}
