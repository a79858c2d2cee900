import { mediaNotFound, mediaNotReady, tooLargeForModel } from './errors';
import { MODEL_INPUT_BYTES } from './limits';
import { storageOf } from './storage';
import { findAsset } from './store/assets';
import type { AssetRow } from './store/to-asset';

/**
 * The bytes of a picture to give to a model: a JPEG or PNG of at most 1568 px, or with `small` its thumbnail. For
 * anything else what is kept.
 * Whole in memory, so bounded. Throws `media.not_found`, `media.not_ready`, `media.too_large_for_model`.
 */
export async function readForModel(
  ownerId: string,
  id: string,
  { small = false } = {},
): Promise<{ mediaType: string; bytes: Uint8Array }> {
  const row = await findAsset(ownerId, id);
  if (!row) throw mediaNotFound();
  if (row.status !== 'ready' || row.scan_verdict === 'pending') throw mediaNotReady();
  const thumbnail = small ? findVariant(row, 'thumbnail') : undefined;
  const source = thumbnail ?? findVariant(row, 'model_input') ?? findReadable(row) ?? row;
  if (source.size_bytes > MODEL_INPUT_BYTES) throw tooLargeForModel(MODEL_INPUT_BYTES);
  const chunks = await (await storageOf(row.storage_driver).open(source.storage_key)).toArray();
  return { mediaType: source.content_type, bytes: Buffer.concat(chunks) };
}

const findVariant = (row: AssetRow, wanted: string) => row.variants.find(({ name }) => name === wanted);

/** Where what is shown is what models read too, it is not kept twice. */
function findReadable(row: AssetRow) {
  const display = findVariant(row, 'display');
  return display?.content_type === 'image/jpeg' ? display : undefined;
}
