import type { Asset } from '@/lib/contracts';
import type { Transaction } from '@/lib/platform/transaction';
import { INFECTED } from './errors';
import { markQuarantined } from './store/quarantine';
import { toAsset } from './store/to-asset';

/** What may be written together with the row of an asset, in its transaction: who needs to know, what comes next. */
export type Alongside = (
  tx: Transaction,
  recorded: {
    asset: Asset;
    /** What the scanner calls it; null unless the asset is quarantined. For the audit, not for people. */
    signature: string | null;
  },
) => Promise<void>;

/** The columns that say of a row that it stands for something harmful whose bytes were not kept. */
export const quarantined = {
  status: 'quarantined',
  scan_verdict: 'infected',
  error_code: INFECTED.code,
  error_message: INFECTED.message,
} as const;

/**
 * Withdraws an asset in which the scanner found something after it was taken: the row says so, its variants are gone,
 * and `alongside` is written, all within `tx`. Returns null when it is not there any more or was quarantined before,
 * else with the keys of the bytes to delete once that is committed: a crash in between leaves bytes that nobody is given,
 * and that the sweep finds.
 */
export async function quarantineWithin(
  tx: Transaction,
  of: { ownerId: string; id: string },
  signature: string,
  alongside: Alongside,
): Promise<{ asset: Asset; keys: string[]; driver: string } | null> {
  const found = await markQuarantined(tx, of.ownerId, of.id, quarantined);
  if (!found) return null;
  const asset = toAsset(found.row);
  await alongside(tx, { asset, signature });
  return { asset, keys: found.keys, driver: found.row.storage_driver };
}
