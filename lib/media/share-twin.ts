import type { Asset } from '@/lib/contracts';
import { env } from '@/lib/platform/env';
import { withExtension } from './clean-filename';
import { EXPIRING_SHARE_MS } from './limits';
import { rasterType } from './media-types';
import type { Alongside } from './quarantine';
import { storage } from './storage';
import { timeOfKey } from './storage-key';
import { type AssetRow, toAsset } from './store/to-asset';
import { findTwins, insertTwin, type TwinColumns } from './store/twins';

/**
 * When the same bytes of the same owner are kept already, writes an asset of its own (id, name, time) that shares what
 * is stored of them, previews included: nothing is stored or prepared again. Null when there is nothing to share, also
 * when the first copy is still being prepared: this one then stands on its own, and neither waits for the other.
 * `alongside` is written with the row.
 */
export async function shareTwin(given: TwinColumns, alongside?: Alongside): Promise<Asset | null> {
  for (const first of await findTwins(given, storage().driver)) {
    if (!(await hasItsBytes(first))) continue;
    // The same call again.
    if (first.id === given.id) return toAsset(first);
    const twin = { ...given, filename: nameLike(first, given.filename) };
    const row = await insertTwin(first.id, twin, async (tx, written) =>
      alongside?.(tx, { asset: toAsset(written), signature: null }),
    );
    // It was deleted just now, or the new id is taken: the long way tells which.
    return row && toAsset(row);
  }
  return null;
}

/** What lost its bytes must not be shared, nor what the bucket will soon end by the age of the bytes alone. */
async function hasItsBytes({ storage_key: key }: AssetRow): Promise<boolean> {
  const endsByItself = storage().driver === 's3' && env().MEDIA_LIFECYCLE_DAYS > 0;
  const storedAt = timeOfKey(key)?.getTime() ?? 0;
  if (endsByItself && Date.now() - storedAt > EXPIRING_SHARE_MS) return false;
  return (await storage().stat(key)) !== null;
}

/** Pictures are kept in a format of ours, which their names follow. */
function nameLike(first: AssetRow, filename: string | null): string | null {
  if (first.kind !== 'image') return filename;
  const extension = rasterType(first.content_type)?.extension ?? first.format;
  return withExtension(filename, extension, first.format === 'jpeg' ? ['jpg', 'jpeg'] : [extension]);
}
