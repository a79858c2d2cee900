import { AppError } from '@/lib/kernel';
import type { Transaction } from '@/lib/platform/transaction';
import { createBoundedWork } from './bounded-work';
import { bytesMissing } from './errors';
import { storageOf } from './storage';
import { dropVariants, findHolding, markBytesFound, markBytesMissing } from './store/missing';
import type { AssetRow } from './store/to-asset';

/** Looked up at a time. */
const BATCH = 200;
/** Questions to a bucket that are on their way at once. */
const MAX_QUESTIONS = 8;

export type MissingBytes = {
  id: string;
  ownerId: string;
  kind: string;
  filename: string | null;
  /** `found`: they were missing once and are back. */
  what: 'original' | 'variants' | 'found';
  keys: string[];
};

export type RowCheck = {
  /** Assets looked at. */
  checked: number;
  /** Assets in a storage that is not set up any more: nothing is known of their bytes. */
  unreachable: number;
  missing: MissingBytes[];
};

/** Asks the storage for the bytes of every asset and variant. Throws when the storage does not answer. */
export async function findMissing(): Promise<RowCheck> {
  const bounded = createBoundedWork(MAX_QUESTIONS);
  const result: RowCheck = { checked: 0, unreachable: 0, missing: [] };
  for (let after: string | null = null; ; ) {
    const batch: AssetRow[] = await findHolding(after, BATCH);
    const looks = await Promise.all(batch.map((row) => bounded(() => look(row))));
    result.checked += batch.length;
    result.unreachable += looks.filter((found) => found === 'unreachable').length;
    result.missing.push(...looks.filter((found) => found !== null && found !== 'unreachable'));
    after = batch.at(-1)?.id ?? null;
    if (batch.length < BATCH) return result;
  }
}

async function look(row: AssetRow): Promise<MissingBytes | 'unreachable' | null> {
  const about = { id: row.id, ownerId: row.owner_id, kind: row.kind, filename: row.filename };
  const storage = reach(row.storage_driver);
  if (!storage) return 'unreachable';
  const isKnown = row.error_code === bytesMissing().code;
  if ((await storage.stat(row.storage_key)) === null)
    return isKnown ? null : { ...about, what: 'original', keys: [row.storage_key] };
  if (isKnown) return { ...about, what: 'found', keys: [row.storage_key] };
  const keys: string[] = [];
  for (const { storage_key: key } of row.variants) if ((await storage.stat(key)) === null) keys.push(key);
  return keys.length > 0 ? { ...about, what: 'variants', keys } : null;
}

function reach(driver: string) {
  try {
    return storageOf(driver);
  } catch (error) {
    if (AppError.isInstance(error)) return null;
    throw error;
  }
}

/** For what can be prepared once more, which this offers; the variants of pictures are made at the door. */
const LOST_PREVIEW = 'A part of what was prepared from this file was lost.';

/**
 * Writes into the row what is so: without its bytes an asset failed, and variants without theirs are none. Returns
 * whether anything was changed.
 */
export async function repairWithin(tx: Transaction, missing: MissingBytes): Promise<boolean> {
  const { ownerId, id, kind, keys } = missing;
  const { code, publicMessage: message } = bytesMissing();
  if (missing.what === 'original') return markBytesMissing(tx, ownerId, id, { code, message });
  if (missing.what === 'found') return markBytesFound(tx, ownerId, id, code);
  return dropVariants(tx, ownerId, id, { keys, note: kind === 'image' ? null : LOST_PREVIEW });
}
