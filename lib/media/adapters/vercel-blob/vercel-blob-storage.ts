import { del, head, type ListBlobResult, list } from '@vercel/blob';
import { AppError } from '@/lib/kernel';
import type { Storage } from '../../ports';
import { probeStorage } from '../../probe-storage';
import { requireStorageKey } from '../../storage-key';
import { withoutSignedAddresses } from '../without-signed-addresses';
import { ASK_TIMEOUT_MS, callBlob } from './call-blob';
import { putBlob } from './put-blob';
import { readBlob } from './read-blob';

/**
 * A private store of Vercel Blob. Browsers never see an address of it: every byte goes through this server.
 * @param token the store's read-write token
 */
export function createVercelBlobStorage(token: string): Storage {
  /** Where the store serves its blobs, learnt from the first one. */
  let base: string | undefined;

  const find = async (key: string) => {
    const found = await callBlob(ASK_TIMEOUT_MS, (abortSignal) => head(key, { token, abortSignal }));
    base ??= found.url.endsWith(key) ? found.url.slice(0, -key.length) : undefined;
    return found;
  };

  const storage: Storage = {
    driver: 'vercel',
    ...withoutSignedAddresses,

    async put(key, bytes, { contentType }) {
      return putBlob(token, requireStorageKey(key), bytes, contentType);
    },

    async open(key, range) {
      requireStorageKey(key);
      const url = base ? base + key : (await find(key)).url;
      return readBlob(token, url, range);
    },

    async stat(key) {
      try {
        const { size, uploadedAt } = await find(requireStorageKey(key));
        return { key, sizeBytes: size, modifiedAt: uploadedAt };
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },

    async delete(key) {
      requireStorageKey(key);
      await callBlob(ASK_TIMEOUT_MS, (abortSignal) => del(key, { token, abortSignal })).catch((error) => {
        if (!isMissing(error)) throw error;
      });
    },

    async *list(prefix) {
      let page: ListBlobResult | undefined;
      do {
        const cursor = page?.cursor;
        page = await callBlob(ASK_TIMEOUT_MS, (abortSignal) => list({ prefix, cursor, token, abortSignal }));
        for (const { pathname, size, uploadedAt } of page.blobs)
          yield { key: pathname, sizeBytes: size, modifiedAt: uploadedAt };
      } while (page.hasMore);
    },

    // Vercel neither lists nor shows unfinished uploads.
    dropUnfinished: async () => 0,

    check: () => probeStorage(storage),
  };
  return storage;
}

const isMissing = (error: unknown) => AppError.isInstance(error) && error.code === 'media.bytes_missing';
