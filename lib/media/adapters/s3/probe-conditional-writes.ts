import { AppError, newId } from '@/lib/kernel';
import { storageOverwrites } from '../../errors';
import type { Storage } from '../../ports';
import { PROBE_FOLDER } from '../../probe-storage';

/**
 * Some stores ignore If-None-Match and would replace what is there. Throws `media.storage_overwrites` when a second
 * put under one key is not refused.
 */
export async function probeConditionalWrites(storage: Pick<Storage, 'put' | 'delete'>): Promise<void> {
  const key = `${PROBE_FOLDER}${newId()}`;
  const put = () => storage.put(key, oneChunk(), { contentType: 'text/plain' });
  try {
    await put();
    const refusal = await put().catch((error: unknown) => error);
    if (!AppError.isInstance(refusal)) throw storageOverwrites();
    if (refusal.code !== 'media.key_taken') throw refusal;
  } finally {
    await storage.delete(key);
  }
}

async function* oneChunk(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('probe');
}
