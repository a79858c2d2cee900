import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { logger } from '@/lib/platform/logger';
import { COPY_BUFFER_BYTES } from './limits';
import { storage, storageOf } from './storage';
import { findNamedKeys } from './store/shared-keys';

export type StoredFile = { key: string; sizeBytes: number; sha256: string };

/** Stores files one by one and can take them all back, for when the row that should name them is not written. */
export class StoredFiles {
  private readonly keys: string[] = [];

  async put(
    key: string,
    contentType: string,
    bytes: AsyncIterable<Uint8Array>,
    file?: string,
  ): Promise<{ sizeBytes: number }> {
    const result = await storage().put(key, bytes, { contentType, file });
    this.keys.push(key);
    return result;
  }

  /** Stores a file whose hash is known already, and which stays as it is. */
  putUnchanged(key: string, contentType: string, file: string): Promise<{ sizeBytes: number }> {
    return this.put(key, contentType, readFile(file), file);
  }

  async putFile(key: string, contentType: string, file: string): Promise<StoredFile> {
    const hash = createHash('sha256');
    const bytes = async function* () {
      for await (const chunk of readFile(file)) {
        hash.update(chunk);
        yield chunk;
      }
    };
    const { sizeBytes } = await this.put(key, contentType, bytes());
    return { key, sizeBytes, sha256: hash.digest('hex') };
  }

  /** Bytes that a row names stay: a commit whose answer was lost has written it. Without a database the sweep decides. */
  async takeBack(): Promise<void> {
    const named = await findNamedKeys(this.keys).catch(() => new Set(this.keys));
    await removeFiles(this.keys.filter((key) => !named.has(key)));
  }
}

/** Opened when the first byte is asked for. */
async function* readFile(file: string): AsyncGenerator<Buffer> {
  yield* createReadStream(file, { highWaterMark: COPY_BUFFER_BYTES }) as AsyncIterable<Buffer>;
}

/**
 * Deletes stored bytes that no row names any more, from today's storage unless `driver` names an earlier one. What
 * cannot be deleted now is found by the sweep.
 */
export async function removeFiles(keys: string[], driver = storage().driver): Promise<void> {
  for (const key of keys) {
    try {
      await storageOf(driver).delete(key);
    } catch (error) {
      logger.warn('stored file not removed', { key, driver, error });
    }
  }
}
