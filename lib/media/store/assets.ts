import type { Asset } from '@/lib/contracts';
import { isId } from '@/lib/kernel';
import { db, isUniqueViolation, type Transaction } from '@/lib/platform/db';
import { inTransaction } from '@/lib/platform/transaction';
import type { Prisma } from '@/prisma/generated/client';
import { quotaExceeded } from '../errors';
import { quotaBytes } from '../limits';
import { toJson } from './generation-json';
import { lockKeeping } from './owner-lock';
import { findFreedKeys } from './shared-keys';
import type { AssetRow } from './to-asset';
import { findExcess } from './usage';

export type NewAsset = Omit<Prisma.MediaAssetUncheckedCreateInput, 'variants' | 'messages' | 'generation'> & {
  id: string;
  generation: Asset['generation'];
  variants: Omit<Prisma.AssetVariantUncheckedCreateInput, 'asset_id'>[];
};

const withVariants = { variants: { orderBy: { name: 'asc' } } } as const;

/**
 * Writes an asset with its variants, and with what `alongside` writes, in one transaction; null when the id is in use,
 * by whomever. Throws `media.quota_exceeded` when its owner would then keep more than they may.
 */
export async function insertAsset(
  { variants, generation, ...asset }: NewAsset,
  alongside?: (tx: Transaction, row: AssetRow) => Promise<void>,
): Promise<AssetRow | null> {
  const data = { ...asset, generation: toJson(generation), variants: { create: variants } };
  try {
    return await inTransaction(async (tx) => {
      await lockKeeping(tx, asset.owner_id);
      const row = await tx.mediaAsset.create({ data, include: withVariants });
      await refuseOverQuota(tx, row);
      await alongside?.(tx, row);
      return row;
    });
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}

/** Counted after writing: of uploads that come at once, each sees those before it and none those that were refused. */
async function refuseOverQuota(tx: Transaction, row: AssetRow): Promise<void> {
  const limitBytes = quotaBytes();
  if (limitBytes === null) return;
  const usedBytes = await findExcess(row.owner_id, limitBytes, tx);
  if (usedBytes === null) return;
  const addedBytes = [row, ...row.variants].reduce((sum, { size_bytes }) => sum + Number(size_bytes), 0);
  throw quotaExceeded(usedBytes - addedBytes, limitBytes);
}

/** The owner's asset, or null. */
export async function findAsset(ownerId: string, id: string): Promise<AssetRow | null> {
  if (!isId(id)) return null;
  return db().mediaAsset.findFirst({ where: { id, owner_id: ownerId }, include: withVariants });
}

/** Those of the ids that are the owner's, in no order. */
export async function findAssets(ownerId: string, ids: string[]): Promise<AssetRow[]> {
  const known = ids.filter(isId);
  if (known.length === 0) return [];
  return db().mediaAsset.findMany({ where: { id: { in: known }, owner_id: ownerId }, include: withVariants });
}

/**
 * Deletes those of the owner's assets that nothing uses, and returns them with the keys of those bytes that no
 * other asset shares.
 */
export async function removeUnusedAssets(
  ownerId: string,
  ids: string[],
): Promise<{ id: string; driver: string; keys: string[] }[]> {
  const known = ids.filter(isId);
  if (known.length === 0) return [];
  return inTransaction(async (tx) => {
    await lockKeeping(tx, ownerId);
    // Locked first: a message that takes one up at this moment either is seen by the delete or fails.
    const locked = await tx.$queryRaw<{ id: string }[]>`
      select id from media_assets where id = any(${known}::uuid[]) and owner_id = ${ownerId}::uuid order by id for update`;
    const variants = await tx.assetVariant.findMany({
      where: { asset_id: { in: locked.map(({ id }) => id) } },
    });
    const removed = await tx.$queryRaw<{ id: string; storage_driver: string; storage_key: string }[]>`
      delete from media_assets a
      where a.id = any(${known}::uuid[]) and a.owner_id = ${ownerId}::uuid
        and not exists (select 1 from used_assets used where used.asset_id = a.id)
      returning a.id, a.storage_driver, a.storage_key`;
    const keysOf = (asset: { id: string; storage_key: string }) => [
      asset.storage_key,
      ...variants.filter((variant) => variant.asset_id === asset.id).map((variant) => variant.storage_key),
    ];
    const freed = new Set(await findFreedKeys(tx, removed.flatMap(keysOf)));
    return removed.map((asset) => ({
      id: asset.id,
      driver: asset.storage_driver,
      keys: keysOf(asset).filter((key) => freed.has(key)),
    }));
  });
}

/** Assets of everyone that nothing uses and nobody waits for, oldest first; for the sweep alone. */
export async function findAbandonedAssets(
  { expiredBy, drawnBefore }: { expiredBy: Date; drawnBefore: Date },
  limit: number,
): Promise<{ ownerId: string; id: string }[]> {
  const rows = await db().$queryRaw<{ owner_id: string; id: string }[]>`
    select a.owner_id, a.id from media_assets a
    where (a.expires_at <= ${expiredBy} or (a.source = 'generated' and a.created_at < ${drawnBefore}))
      and not exists (select 1 from used_assets used where used.asset_id = a.id)
    order by a.created_at limit ${limit}`;
  return rows.map((row) => ({ ownerId: row.owner_id, id: row.id }));
}
