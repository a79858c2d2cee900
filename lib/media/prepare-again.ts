import type { Transaction } from '@/lib/platform/transaction';
import { requireAsset } from './assets';
import { nothingToPrepare } from './errors';
import { markProcessing } from './store/preparing';

/**
 * Sets an asset back to be prepared once more, with `tx` given to write the job with it: one that failed, or of which
 * not everything could be made here. One that is being prepared stays so. Returns whether anything was changed.
 * Throws `media.not_found`, or `media.nothing_to_prepare`.
 */
export async function prepareAgain(tx: Transaction, ownerId: string, id: string): Promise<boolean> {
  if (await markProcessing(tx, ownerId, id)) return true;
  const asset = await requireAsset(ownerId, id);
  if (asset.status !== 'processing') throw nothingToPrepare();
  return false;
}
