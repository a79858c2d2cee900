import { isId } from '@/lib/kernel';
import type { Transaction } from '@/lib/platform/db';
import { lockKeeping } from './owner-lock';
import { findFreedKeys } from './shared-keys';
import type { AssetRow } from './to-asset';

type QuarantineColumns = {
  status: string;
  scan_verdict: string;
  error_code: string;
  error_message: string;
};

/**
 * Sets the columns on the owner's asset and removes its variants and what was learnt of it, within `tx`. Returns the
 * row and the keys of those bytes that no other asset shares; null when it is not there or has that status already.
 */
export async function markQuarantined(
  tx: Transaction,
  ownerId: string,
  id: string,
  columns: QuarantineColumns,
): Promise<{ row: AssetRow; keys: string[] } | null> {
  if (!isId(id)) return null;
  await lockKeeping(tx, ownerId);
  const where = { id, owner_id: ownerId, status: { not: columns.status } };
  const forgotten = { placeholder: null, waveform: null, description: null, stage: null, progress: null };
  const [row] = await tx.mediaAsset.updateManyAndReturn({
    where,
    data: { ...columns, ...forgotten, preview_note: null, updated_at: new Date() },
  });
  if (!row) return null;
  const variants = await tx.assetVariant.findMany({ where: { asset_id: id } });
  await tx.assetVariant.deleteMany({ where: { asset_id: id } });
  const named = [row.storage_key, ...variants.map(({ storage_key: key }) => key)];
  return { row: { ...row, variants: [] }, keys: await findFreedKeys(tx, named) };
}
