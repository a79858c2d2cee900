import { logger } from '@/lib/platform/logger';
import { ORPHAN_AGE_MS } from './limits';
import type { StoredObject } from './ports';
import { PROBE_FOLDER } from './probe-storage';
import { dropOldSpools } from './spool';
import { storage } from './storage';
import { assetIdOfKey } from './storage-key';
import { findNamedKeys } from './store/shared-keys';
import { removeFiles } from './store-files';

export type SweepResult = {
  /** Stored files looked at. */
  checked: number;
  /** Files older than the limit that no row names. */
  orphans: number;
  removed: number;
  /** True when so many are unknown that nothing was removed. */
  refused: boolean;
  /** Remains of interrupted uploads, removed too. */
  unfinished: number;
};

const BATCH = 500;
/** A few orphans are crashes. When most files are unknown, the database is the wrong one or was just restored. */
const MANY_ORPHANS = 50;

/**
 * Removes stored files that no asset names, left by a crash between the bytes and their row. Removes nothing, and
 * logs an error, when more than half of many files would go. With `dryRun` only looks. Also returns the orphans' keys.
 */
export async function sweepOrphans(
  now = new Date(),
  { dryRun = false } = {},
): Promise<SweepResult & { keys: string[] }> {
  const olderThan = new Date(now.getTime() - ORPHAN_AGE_MS);
  const unfinished = dryRun ? 0 : await dropRemains(olderThan);
  const { checked, orphans } = await findOrphans(olderThan);
  const found = { checked, orphans: orphans.length, keys: orphans, unfinished };
  const refused = orphans.length > MANY_ORPHANS && orphans.length * 2 > checked;
  if (refused) {
    const message = 'orphan sweep refused: most stored files are unknown to this database';
    logger.error(message, { checked, orphans: orphans.length });
  }
  if (refused || dryRun) return { ...found, removed: 0, refused };
  await removeFiles(orphans);
  return { ...found, removed: orphans.length, refused };
}

async function dropRemains(olderThan: Date): Promise<number> {
  return (await storage().dropUnfinished(olderThan)) + (await dropOldSpools(olderThan));
}

async function findOrphans(olderThan: Date): Promise<{ checked: number; orphans: string[] }> {
  const orphans: string[] = [];
  let checked = 0;
  for await (const batch of inBatches(storage().list('media/'))) {
    checked += batch.length;
    const old = batch.filter((found) => found.modifiedAt < olderThan);
    orphans.push(...old.filter((found) => found.key.startsWith(PROBE_FOLDER)).map((found) => found.key));
    // Files that are not of our layout were put there by someone else: not ours to remove.
    const ours = old.map(({ key }) => key).filter((key) => assetIdOfKey(key) !== null);
    // Looked up as they are: the id in a key is that of the asset which was stored first, and others share its bytes.
    const named = await findNamedKeys(ours);
    orphans.push(...ours.filter((key) => !named.has(key)));
  }
  return { checked, orphans };
}

async function* inBatches(found: AsyncIterable<StoredObject>): AsyncGenerator<StoredObject[]> {
  let batch: StoredObject[] = [];
  for await (const object of found) {
    batch.push(object);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
