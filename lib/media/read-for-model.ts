import { mediaNotFound, mediaNotReady, tooLargeForModel } from './errors';
import { MODEL_INPUT_BYTES } from './limits';
import { storageOf } from './storage';
import { findAsset } from './store/assets';

/**
 * The bytes to give to a model: for pictures a JPEG or PNG of at most 1568 px, for anything else what is kept.
 * Whole in memory, so bounded. Throws `media.not_found`, `media.not_ready`, `media.too_large_for_model`.
 */
export async function readForModel(
  ownerId: string,
  id: string,
): Promise<{ mediaType: string; bytes: Uint8Array }> {
  const row = await findAsset(ownerId, id);
  if (!row) throw mediaNotFound();
  if (row.status !== 'ready') throw mediaNotReady();
  const source = row.variants.find(({ name }) => name === 'model_input') ?? row;
  if (source.size_bytes > MODEL_INPUT_BYTES) throw tooLargeForModel(MODEL_INPUT_BYTES);
  const chunks = await (await storageOf(row.storage_driver).open(source.storage_key)).toArray();
  return { mediaType: source.content_type, bytes: Buffer.concat(chunks) };
}
