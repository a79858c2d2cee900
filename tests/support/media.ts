import { mkdtempSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type ReceiveMedia, receiveMedia, useStorage } from '@/lib/media';
import { useTestDatabase } from './integration';

/** Gives a test file a database and a data folder of their own, for lib/media on local storage. */
export function useMedia(env: Record<string, string> = {}) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'strand-media-'));
  const database = useTestDatabase({ DATA_DIR: dataDir, ...env });
  beforeAll(() => useStorage(undefined));
  afterAll(async () => {
    useStorage(undefined);
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    dataDir,
    databaseUrl: database.url,
    /** Every file below the media folder, temporary ones included, as paths from the data folder. */
    async listFiles(): Promise<string[]> {
      const folder = path.join(dataDir, 'media');
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
      const files = entries.filter((entry) => entry.isFile());
      return files.map((entry) => path.relative(dataDir, path.join(entry.parentPath, entry.name))).sort();
    },
  };
}

/** A body that arrives in chunks, as one from the network does. */
export async function* inChunks(bytes: Uint8Array, chunkBytes = 16_384): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += chunkBytes)
    yield bytes.subarray(start, start + chunkBytes);
}

/** Sends bytes through the one door, as a browser would. */
export function send(ownerId: string, bytes: Uint8Array, given: Partial<ReceiveMedia> = {}) {
  return receiveMedia({
    ownerId,
    body: inChunks(bytes),
    declaredType: null,
    filename: null,
    contentLength: bytes.length,
    source: 'upload',
    ...given,
  });
}
