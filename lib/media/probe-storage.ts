import { AppError, newId } from '@/lib/kernel';
import { storageUnavailable } from './errors';
import type { Storage } from './ports';

/** Where probes lie for a moment. */
export const PROBE_FOLDER = 'media/probe/';

/** Writes, reads and deletes a small file under a name of its own. Throws an AppError when any of it fails. */
export async function probeStorage(storage: Pick<Storage, 'put' | 'open' | 'delete'>): Promise<void> {
  const key = `${PROBE_FOLDER}${newId()}`;
  const written = Buffer.from(key);
  try {
    await storage.put(key, oneChunk(written), { contentType: 'text/plain' });
    const read = Buffer.concat(await (await storage.open(key)).toArray());
    if (!read.equals(written)) throw new Error('The storage gave back other bytes than it was given.');
  } catch (error) {
    throw AppError.isInstance(error) ? error : storageUnavailable(error);
  } finally {
    await storage.delete(key);
  }
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
