import { isId } from '@/lib/kernel';
import { db, type Transaction } from '@/lib/platform/db';
import type { AssetRow } from './to-asset';

/** Assets of everyone whose bytes must be there, by id, beginning after `after`; for the sweep alone. */
export async function findHolding(after: string | null, limit: number): Promise<AssetRow[]> {
  return db().mediaAsset.findMany({
    where: { status: { in: ['ready', 'processing', 'failed'] }, ...(after && { id: { gt: after } }) },
    include: { variants: true },
    orderBy: { id: 'asc' },
    take: limit,
  });
}

/** Says of an asset that it failed because its bytes are gone. False when it is not there, or says so already. */
export async function markBytesMissing(
  tx: Transaction,
  ownerId: string,
  id: string,
  error: { code: string; message: string },
): Promise<boolean> {
  const over = { status: 'failed', stage: null, progress: null };
  const { count } = await tx.mediaAsset.updateMany({
    where: { id, owner_id: ownerId, status: { in: ['ready', 'processing', 'failed'] } },
    data: { ...over, error_code: error.code, error_message: error.message, updated_at: new Date() },
  });
  return count > 0;
}

/** The opposite, for bytes that came back. What was never scanned goes back to where that is owed. */
export async function markBytesFound(
  tx: Transaction,
  ownerId: string,
  id: string,
  errorCode: string,
): Promise<boolean> {
  const missing = { id, owner_id: ownerId, status: 'failed', error_code: errorCode };
  const over = { error_code: null, error_message: null, updated_at: new Date() };
  const { count } = await tx.mediaAsset.updateMany({
    where: { ...missing, scan_verdict: { not: 'pending' } },
    data: { ...over, status: 'ready' },
  });
  if (count > 0) return true;
  const unscanned = await tx.mediaAsset.updateMany({
    where: { ...missing, scan_verdict: 'pending' },
    data: { ...over, status: 'processing' },
  });
  return unscanned.count > 0;
}

/** Forgets variants whose bytes are gone; `note` says so of the asset. False when none of them was there. */
export async function dropVariants(
  tx: Transaction,
  ownerId: string,
  id: string,
  { keys, note }: { keys: string[]; note: string | null },
): Promise<boolean> {
  if (!isId(id)) return false;
  const { count } = await tx.assetVariant.deleteMany({
    where: { asset_id: id, storage_key: { in: keys }, asset: { owner_id: ownerId } },
  });
  const data = { updated_at: new Date(), ...(note && { preview_note: note }) };
  if (count > 0) await tx.mediaAsset.updateMany({ where: { id, owner_id: ownerId }, data });
  return count > 0;
}
