import type { Asset, DirectUpload, DirectUploadBody } from '@/lib/contracts';
import { AppError, newId } from '@/lib/kernel';
import { mediaTooLarge } from '../errors';
import { maxUploadBytes } from '../limits';
import { storage } from '../storage';
import { makeStorageKey } from '../storage-key';
import { findUpload, type UploadRow } from '../store/uploads';
import { uploadNotFound } from './errors';
import { finishUpload, type ReceiveFile } from './finish-upload';
import { openUpload } from './open-upload';
import type { UploadSource } from './upload-source';

/** A large file over a slow line. What did not arrive by then is swept. */
const VALID_SECONDS = 50 * 60;

/**
 * An address of the storage to which the owner may send one file of exactly this size, past this server. Nothing is an
 * asset before `finishDirectUpload`. Throws `media.no_direct_uploads` where the storage signs no addresses,
 * `media.too_large`, `media.too_many_uploads`.
 */
export async function beginDirectUpload(
  ownerId: string,
  { size_bytes: sizeBytes, filename, content_type: declaredType }: DirectUploadBody,
  conversationId: string | null,
): Promise<DirectUpload> {
  if (!storage().capabilities.signedWrites) throw noDirectUploads();
  if (sizeBytes > maxUploadBytes()) throw mediaTooLarge('file', maxUploadBytes());
  const upload = {
    ownerId,
    id: newId(),
    sizeBytes,
    filename: filename ?? null,
    declaredType,
    conversationId,
  };
  const row = await openUpload(upload);
  const { url, headers } = await storage().signWrite(keyOf(row), {
    expiresInSeconds: VALID_SECONDS,
    contentType: declaredType,
    sizeBytes,
  });
  const expiresAt = new Date(row.created_at.getTime() + VALID_SECONDS * 1000);
  return { id: row.id, method: 'PUT', url, headers, expires_at: expiresAt.toISOString() };
}

/**
 * Sends what arrived at the storage through the one door, like any other file. Asked again, it gives the same asset or
 * the same refusal. Throws `media.upload_not_found`, `media.upload_not_arrived`, and as the door does.
 */
export async function finishDirectUpload(ownerId: string, id: string, receive: ReceiveFile): Promise<Asset> {
  const row = await findUpload(ownerId, id);
  if (!row) throw uploadNotFound();
  const isOpen = row.asset_id === null && row.error_code === null;
  if (isOpen && !(await storage().stat(keyOf(row)))) throw notArrived();
  return finishUpload(ownerId, id, receive, bucketSource);
}

const bucketSource: UploadSource = {
  open: (row) => storage().open(keyOf(row)),
  remove: (row) => storage().delete(keyOf(row)),
};

/** Named like a stored file that belongs to no asset: whatever is left of it is swept as an orphan. */
const keyOf = ({ id, created_at: at }: UploadRow) =>
  makeStorageKey({ kind: 'file', source: 'upload', at, assetId: id, variant: 'incoming', extension: 'bin' });

const noDirectUploads = () =>
  new AppError({
    code: 'media.no_direct_uploads',
    kind: 'conflict',
    publicMessage:
      'The storage of this server takes no files directly. Send the file to /api/media or /api/uploads.',
  });

const notArrived = () =>
  new AppError({
    code: 'media.upload_not_arrived',
    kind: 'conflict',
    publicMessage: 'The file has not arrived at the storage. Send it to the given address first.',
    retryable: true,
  });
