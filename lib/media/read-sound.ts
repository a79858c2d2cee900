import { mediaNotFound, tooLargeForModel } from './errors';
import { MODEL_INPUT_BYTES } from './limits';
import { storageOf } from './storage';
import { findAsset } from './store/assets';

/**
 * What is heard in a recording or a video, in a format that models take where one could be made. Null while nobody
 * waits for its transcript. In memory, so bounded. Throws `media.not_found`, `media.too_large_for_model`.
 */
export async function readSound(
  ownerId: string,
  id: string,
): Promise<{ mediaType: string; bytes: Uint8Array; durationMs: number | null } | null> {
  const row = await findAsset(ownerId, id);
  if (!row) throw mediaNotFound();
  const isThere = row.status === 'ready' && row.scan_verdict !== 'pending';
  if (!isThere || row.transcription_status !== 'waiting') return null;
  const made = row.kind === 'video' ? 'audio' : 'model_input';
  const source = row.variants.find(({ name }) => name === made) ?? row;
  if (source.size_bytes > MODEL_INPUT_BYTES) throw tooLargeForModel(MODEL_INPUT_BYTES);
  const chunks = await (await storageOf(row.storage_driver).open(source.storage_key)).toArray();
  return {
    mediaType: source.content_type,
    bytes: Buffer.concat(chunks),
    durationMs: row.duration_ms,
  };
}
