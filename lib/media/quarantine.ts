import type { Asset } from '@/lib/contracts';
import type { Transaction } from '@/lib/platform/db';
import { INFECTED } from './errors';
import { markQuarantined } from './store/quarantine';
import { toAsset } from './store/to-asset';
import { removeFiles } from './store-files';

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
 * Withdraws an asset in which the scanner found something after it was taken: the row says so, its bytes and variants
 * are deleted. `alongside` is written in the same transaction. Returns null when it is not there any more or was
 * quarantined before.
 */
export async function quarantineAsset(
  ownerId: string,
  id: string,
  signature: string,
  alongside: Alongside,
): Promise<Asset | null> {
  const found = await markQuarantined(ownerId, id, quarantined, (tx, row) =>
    alongside(tx, { asset: toAsset(row), signature }),
  );
  if (!found) return null;
  // The row first: a crash in between leaves bytes that nobody is given, and that the sweep finds.
  await removeFiles(found.keys, found.row.storage_driver);
  return toAsset(found.row);
}
