import type { Asset } from '@/lib/contracts';
import { newId } from '@/lib/kernel';
import { cleanFilename, withExtension } from './clean-filename';
import { detectType } from './detect-type';
import { assetIdTaken, mediaEmpty, mediaTooLarge, uploadInterrupted } from './errors';
import { type Judgement, judge, maxBytesWhileReading } from './judge';
import { maxBytesOf, maxUploadBytes } from './limits';
import { type PreparedFile, prepareImage } from './prepare-image';
import { isPrepared } from './preparers';
import { type Alongside, quarantined } from './quarantine';
import { requireRoom } from './quota';
import { type DoorScan, scanAtDoor } from './scan-file';
import { shareTwin } from './share-twin';
import { withSpool } from './spool';
import { type SpooledUpload, spoolUpload } from './spool-upload';
import { storage } from './storage';
import { makeStorageKey } from './storage-key';
import { findAsset, insertAsset, type NewAsset } from './store/assets';
import { toAsset } from './store/to-asset';
import { StoredFiles } from './store-files';
import { type MediaBody, type MediaFile, Upload } from './upload';

export type ReceiveMedia = {
  ownerId: string;
  body: MediaBody | MediaFile | null;
  /** What the sender says; the bytes decide. */
  declaredType: string | null;
  filename: string | null;
  /** Bytes announced, when known: more is refused unread, fewer is an upload cut off. */
  contentLength: number | null;
  source: 'upload' | 'generated';
  /** How it was made, for generated media. */
  generation?: NonNullable<Asset['generation']>;
  /** The asset it was made from, for edited and animated ones, and how many steps from the first of its line. */
  derivedFrom?: string | null;
  version?: number;
  /** Where it will be shown, when that is known: a conversation of the owner's that was looked up. */
  conversationId?: string | null;
  /** For callers that may repeat: the same id with the same bytes is the same asset. */
  id?: string;
  /** Written in the transaction of the row, when the asset is not ready at once. */
  alongside?: Alongside;
};

/**
 * The one door for bytes, from people and from models. Streams them in under the limits, hashes them, finds their
 * type, has them scanned, makes pictures safe, stores everything and writes the row; whatever fails leaves nothing
 * behind. What is infected becomes a row that says so, without bytes.
 * Throws `media.too_large`, `media.too_long`, `media.empty`, `media.interrupted`, `media.unsupported`,
 * `media.damaged`, `media.nothing_to_play`, `media.protected`, `media.too_many_pixels`, `media.scanner_unavailable`, `media.too_large_to_scan`, `media.id_taken`,
 * `media.quota_exceeded`, `media.storage_full`, `media.storage_unavailable`.
 */
export async function receiveMedia(given: ReceiveMedia): Promise<Asset> {
  const upload = new Upload(given.body);
  const files = new StoredFiles();
  try {
    return await withSpool(async (folder) => {
      const door = await admit(given, upload, folder);
      if (door.scan.verdict === 'infected') return record(describeInfected(door), door, files);
      const { contentType } = door.judged.type;
      const kept = { ...describe(door), content_type: contentType, filename: door.filename };
      const shared = await shareTwin(kept, given.alongside);
      if (shared) return shared;
      const isKept = door.judged.type.preparation === 'none';
      const asset = isKept ? await keepAsIs(door, files) : await keepImage(door, files);
      return record(asset, door, files);
    });
  } catch (error) {
    upload.abandon();
    await files.takeBack();
    throw error;
  }
}

/** What is known when the bytes are in and judged. */
type Door = {
  given: ReceiveMedia;
  judged: Judgement;
  scan: DoorScan;
  received: SpooledUpload;
  folder: string;
  filename: string | null;
  id: string;
  at: Date;
};

async function admit(given: ReceiveMedia, upload: Upload, folder: string): Promise<Door> {
  const { contentLength } = given;
  if (contentLength !== null && contentLength > maxUploadBytes())
    throw mediaTooLarge('file', maxUploadBytes());
  await requireRoom(given.ownerId, contentLength);
  const filename = cleanFilename(given.filename);
  const firstBlock = await upload.readFirstBlock();
  if (firstBlock.length === 0) throw contentLength ? uploadInterrupted() : mediaEmpty();
  // What the first bytes tell is refused before the rest is read.
  const type = await detectType(firstBlock, { filename, declaredType: given.declaredType });
  const maxBytes = maxBytesWhileReading(type);
  const received = await spoolUpload(upload, folder, {
    maxBytes,
    tooLarge: () => mediaTooLarge(type.kind, maxBytes),
  });
  // A proxy or a lost connection may end the body early without an error; the announced size tells.
  if (contentLength !== null && received.sizeBytes !== contentLength) throw uploadInterrupted();
  const judged = await judge(type, received.file);
  const { kind } = judged.type;
  if (received.sizeBytes > maxBytesOf(kind)) throw mediaTooLarge(kind, maxBytesOf(kind));
  const scan = await scanAtDoor(received.file);
  return { given, judged, scan, received, folder, filename, id: given.id ?? newId(), at: new Date() };
}

async function keepAsIs(door: Door, files: StoredFiles): Promise<NewAsset> {
  const { judged, received, filename } = door;
  const { type } = judged;
  const key = keyOf(door, type.extension);
  await files.putUnchanged(key, type.contentType, received.file);
  return {
    ...describe(door),
    content_type: type.contentType,
    format: type.format,
    filename,
    size_bytes: received.sizeBytes,
    storage_key: key,
    width: judged.width,
    height: judged.height,
    variants: [],
  };
}

async function keepImage(door: Door, files: StoredFiles): Promise<NewAsset> {
  const { received, judged, folder } = door;
  const { main, placeholder, variants } = await prepareImage(received.file, judged.type, folder);
  const { sha256: _ofStoredBytes, ...kept } = await putPrepared(door, files, main);
  const storedVariants = [];
  for (const variant of variants) {
    storedVariants.push({ name: variant.name, ...(await putPrepared(door, files, variant, variant.name)) });
  }
  const names = main.format === 'jpeg' ? ['jpg', 'jpeg'] : [main.extension];
  return {
    ...describe(door),
    ...kept,
    format: main.format,
    filename: withExtension(door.filename, main.extension, names),
    placeholder,
    variants: storedVariants,
  };
}

async function putPrepared(door: Door, files: StoredFiles, prepared: PreparedFile, variant?: string) {
  const { contentType, extension, file, width, height } = prepared;
  const stored = await files.putFile(keyOf(door, extension, variant), contentType, file);
  return {
    content_type: contentType,
    storage_key: stored.key,
    size_bytes: stored.sizeBytes,
    sha256: stored.sha256,
    width,
    height,
  };
}

function keyOf({ judged, given, at, id }: Door, extension: string, variant?: string): string {
  return makeStorageKey({
    kind: judged.type.kind,
    conversationId: given.conversationId,
    source: given.source,
    at,
    assetId: id,
    extension,
    variant,
  });
}

function describe({ given, judged, scan, received, id, at }: Door) {
  return {
    id,
    owner_id: given.ownerId,
    kind: judged.type.kind,
    sha256: received.sha256,
    duration_ms: judged.durationMs,
    codec: judged.codec,
    storage_driver: storage().driver,
    status: scan.verdict === 'pending' || isPrepared(judged.type) ? 'processing' : 'ready',
    scan_verdict: scan.verdict,
    source: given.source,
    generation: given.generation ?? null,
    derived_from: given.derivedFrom ?? null,
    version: given.version ?? 1,
    created_at: at,
  };
}

/** The key names where the bytes would be: there is nothing. */
function describeInfected(door: Door): NewAsset {
  const { type } = door.judged;
  return {
    ...describe(door),
    ...quarantined,
    content_type: type.contentType,
    format: type.format,
    filename: door.filename,
    size_bytes: door.received.sizeBytes,
    storage_key: keyOf(door, type.extension),
    variants: [],
  };
}

async function record(asset: NewAsset, { given, scan }: Door, files: StoredFiles): Promise<Asset> {
  const { alongside } = given;
  const signature = scan.verdict === 'infected' ? scan.signature : null;
  // A picture or a file that is ready needs nothing more, and no transaction.
  const isDone = asset.status === 'ready' && (asset.kind === 'image' || asset.kind === 'file');
  const row = await insertAsset(
    asset,
    alongside && !isDone ? (tx, written) => alongside(tx, { asset: toAsset(written), signature }) : undefined,
  );
  if (row) return toAsset(row);
  // The id is taken. A repeated call gets what the first one made; the bytes stored twice are taken back.
  const first = given.id ? await findAsset(given.ownerId, given.id) : null;
  if (first?.sha256 !== asset.sha256) throw assetIdTaken();
  await files.takeBack();
  return toAsset(first);
}
