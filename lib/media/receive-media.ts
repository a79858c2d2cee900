import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Asset } from '@/lib/contracts';
import { newId } from '@/lib/kernel';
import { cleanFilename, withExtension } from './clean-filename';
import { detectType } from './detect-type';
import { assetIdTaken, mediaEmpty, mediaTooLarge, uploadInterrupted } from './errors';
import { MAX_SVG_BYTES, maxBytesOf, maxUploadBytes } from './limits';
import type { DetectedType } from './media-types';
import { type PreparedFile, prepareImage } from './prepare-image';
import { withSpool } from './spool';
import { storage } from './storage';
import { makeStorageKey } from './storage-key';
import { findAsset, insertAsset, type NewAsset } from './store/assets';
import { toAsset } from './store/to-asset';
import { StoredFiles } from './store-files';
import { type MediaBody, Upload } from './upload';

export type ReceiveMedia = {
  ownerId: string;
  body: MediaBody | null;
  /** What the sender says; the bytes decide. */
  declaredType: string | null;
  filename: string | null;
  /** Bytes announced, when known: more is refused unread, fewer is an upload cut off. */
  contentLength: number | null;
  source: 'upload' | 'generated';
  /** How it was made, for generated media. */
  generation?: { model: string; tool?: string | null; prompt?: string | null };
  /** For callers that may repeat: the same id with the same bytes is the same asset. */
  id?: string;
};

/**
 * The one door for bytes, from people and from models. Streams them in under the limits, hashes them, finds their
 * type, makes pictures safe, stores everything and writes the row; whatever fails leaves nothing behind.
 * Throws `media.too_large`, `media.empty`, `media.interrupted`, `media.unsupported`, `media.damaged`,
 * `media.too_many_pixels`, `media.id_taken`, `media.storage_full`, `media.storage_unavailable`.
 */
export async function receiveMedia(given: ReceiveMedia): Promise<Asset> {
  const upload = new Upload(given.body);
  const files = new StoredFiles();
  try {
    const { contentLength } = given;
    if (contentLength !== null && contentLength > maxUploadBytes())
      throw mediaTooLarge('file', maxUploadBytes());
    const filename = cleanFilename(given.filename);
    const firstBlock = await upload.readFirstBlock();
    if (firstBlock.length === 0) throw contentLength ? uploadInterrupted() : mediaEmpty();
    const type = await detectType(firstBlock, { filename, declaredType: given.declaredType });
    const door: Door = { given, type, upload, files, filename, id: given.id ?? newId(), at: new Date() };
    const asset = type.preparation === 'none' ? await keepAsIs(door) : await keepImage(door);
    return await record(asset, given, files);
  } catch (error) {
    upload.abandon();
    await files.takeBack();
    throw error;
  }
}

type Door = {
  given: ReceiveMedia;
  type: DetectedType;
  upload: Upload;
  files: StoredFiles;
  filename: string | null;
  id: string;
  at: Date;
};

async function keepAsIs(door: Door): Promise<NewAsset> {
  const { type, files, filename } = door;
  const key = keyOf(door, type.extension);
  const { sizeBytes } = await files.put(key, type.contentType, readBody(door));
  return {
    ...describe(door),
    content_type: type.contentType,
    format: type.format,
    filename,
    size_bytes: sizeBytes,
    sha256: takeReceipt(door).sha256,
    storage_key: key,
    variants: [],
  };
}

function keepImage(door: Door): Promise<NewAsset> {
  return withSpool(async (folder) => {
    const received = path.join(folder, 'received');
    await pipeline(readBody(door), createWriteStream(received, { flags: 'wx', mode: 0o600 }));
    const { sha256 } = takeReceipt(door);
    const { main, placeholder, variants } = await prepareImage(received, door.type, folder);
    const stored = await putPrepared(door, main);
    const storedVariants = [];
    for (const variant of variants) {
      storedVariants.push({ name: variant.name, ...(await putPrepared(door, variant, variant.name)) });
    }
    const { sha256: _ofStoredBytes, ...kept } = stored;
    const names = main.format === 'jpeg' ? ['jpg', 'jpeg'] : [main.extension];
    return {
      ...describe(door),
      ...kept,
      format: main.format,
      filename: withExtension(door.filename, main.extension, names),
      sha256,
      placeholder,
      variants: storedVariants,
    };
  });
}

async function putPrepared(door: Door, prepared: PreparedFile, variant?: string) {
  const { contentType, extension, file, width, height } = prepared;
  const stored = await door.files.putFile(keyOf(door, extension, variant), contentType, file);
  return {
    content_type: contentType,
    storage_key: stored.key,
    size_bytes: stored.sizeBytes,
    sha256: stored.sha256,
    width,
    height,
  };
}

function readBody({ upload, type }: Door): AsyncIterable<Uint8Array> {
  const kindLimit = maxBytesOf(type.kind);
  const maxBytes = type.preparation === 'svg' ? Math.min(MAX_SVG_BYTES, kindLimit) : kindLimit;
  return upload.read(maxBytes, () => mediaTooLarge(type.kind, maxBytes));
}

/** A proxy or a lost connection may end the body early without an error; the announced size tells. */
function takeReceipt({ upload, given }: Door) {
  const receipt = upload.receipt();
  if (given.contentLength !== null && receipt.sizeBytes !== given.contentLength) throw uploadInterrupted();
  return receipt;
}

function keyOf({ type, given, at, id }: Door, extension: string, variant?: string): string {
  return makeStorageKey({ kind: type.kind, source: given.source, at, assetId: id, extension, variant });
}

function describe({ given, type, id, at }: Door) {
  return {
    id,
    owner_id: given.ownerId,
    kind: type.kind,
    storage_driver: storage().driver,
    status: 'ready',
    source: given.source,
    generation: given.generation ?? null,
    created_at: at,
  };
}

async function record(asset: NewAsset, given: ReceiveMedia, files: StoredFiles): Promise<Asset> {
  const row = await insertAsset(asset);
  if (row) return toAsset(row);
  // The id is taken. A repeated call gets what the first one made; the bytes stored twice are taken back.
  const first = given.id ? await findAsset(given.ownerId, given.id) : null;
  if (first?.sha256 !== asset.sha256) throw assetIdTaken();
  await files.takeBack();
  return toAsset(first);
}
