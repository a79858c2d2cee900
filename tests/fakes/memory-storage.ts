import { Readable } from 'node:stream';
import { withoutSignedAddresses } from '@/lib/media/adapters/without-signed-addresses';
import { bytesMissing, keyTaken } from '@/lib/media/errors';
import type { Storage, StoredObject } from '@/lib/media/ports';
import { probeStorage } from '@/lib/media/probe-storage';
import { requireStorageKey } from '@/lib/media/storage-key';

/** A Storage that keeps everything in memory, for tests. */
export function createMemoryStorage(): Storage {
  const objects = new Map<string, { bytes: Buffer; modifiedAt: Date }>();
  const about = (key: string): StoredObject | null => {
    const found = objects.get(key);
    return found ? { key, sizeBytes: found.bytes.length, modifiedAt: found.modifiedAt } : null;
  };
  const storage: Storage = {
    driver: 'memory',
    ...withoutSignedAddresses,
    async put(key, bytes) {
      requireStorageKey(key);
      const chunks: Uint8Array[] = [];
      for await (const chunk of bytes) chunks.push(chunk);
      if (objects.has(key)) throw keyTaken();
      const whole = Buffer.concat(chunks);
      objects.set(key, { bytes: whole, modifiedAt: new Date() });
      return { sizeBytes: whole.length };
    },
    async open(key, range) {
      const found = objects.get(requireStorageKey(key));
      if (!found) throw bytesMissing();
      const end = range?.end === undefined ? undefined : range.end + 1;
      return Readable.from([found.bytes.subarray(range?.start ?? 0, end)], { objectMode: false });
    },
    stat: async (key) => about(requireStorageKey(key)),
    async delete(key) {
      objects.delete(requireStorageKey(key));
    },
    async *list(prefix) {
      for (const key of [...objects.keys()]) {
        const found = key.startsWith(prefix) ? about(key) : null;
        if (found) yield found;
      }
    },
    dropUnfinished: async () => 0,
    check: () => probeStorage(storage),
  };
  return storage;
}
