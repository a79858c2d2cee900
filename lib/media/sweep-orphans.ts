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
  /** Remains of interrupted uploads, removed too. */
  unfinished: number;
};

const BATCH = 500;
/** A few orphans are crashes. When most files are unknown, the database is the wrong one or was just restored. */
const MANY_ORPHANS = 50;

/**
 * Removes stored files that no asset names, left by a crash between the bytes and their row. Removes nothing, and
 * logs an error, when more than half of many files would go.
 */
export async function sweepOrphans(now = new Date()): Promise<SweepResult> {
  const olderThan = new Date(now.getTime() - ORPHAN_AGE_MS);
  const unfinished = (await storage().dropUnfinished(olderThan)) + (await dropOldSpools(olderThan));
  const { checked, orphans } = await findOrphans(olderThan);
  if (orphans.length > MANY_ORPHANS && orphans.length * 2 > checked) {
    logger.error('orphan sweep refused: most stored files are unknown to this database', {
      checked,
      orphans: orphans.length,
    });
    return { checked, orphans: orphans.length, removed: 0, unfinished };
  }
  await removeFiles(orphans);
  return { checked, orphans: orphans.length, removed: orphans.length, unfinished };
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
