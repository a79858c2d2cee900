import { mediaNotFound, mediaNotReady, tooLargeForModel } from './errors';
import { MODEL_INPUT_BYTES } from './limits';
import { storageOf } from './storage';
import { findAsset } from './store/assets';

/** The rendition that plays or reads everywhere, where the original may not. */
const preferred: Record<string, string> = { audio: 'model_input', video: 'playable' };

/**
 * A recording, a film or a document whole, for a model that takes it as it is. In memory, so bounded. Throws
 * `media.not_found`, `media.not_ready`, `media.too_large_for_model`.
 */
export async function readWholeForModel(
  ownerId: string,
  id: string,
): Promise<{ mediaType: string; bytes: Uint8Array }> {
  const row = await findAsset(ownerId, id);
  if (!row) throw mediaNotFound();
  if (row.status !== 'ready' || row.scan_verdict === 'pending') throw mediaNotReady();
  const source = row.variants.find(({ name }) => name === preferred[row.kind]) ?? row;
  if (source.size_bytes > MODEL_INPUT_BYTES) throw tooLargeForModel(MODEL_INPUT_BYTES);
  const chunks = await (await storageOf(row.storage_driver).open(source.storage_key)).toArray();
  return { mediaType: source.content_type, bytes: Buffer.concat(chunks) };
}
