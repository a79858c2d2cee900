import { MAX_OPEN_UPLOAD_FILES_OF_FULL_SIZE, MAX_OPEN_UPLOADS, maxUploadBytes } from '../limits';
import { requireRoom } from '../quota';
import { insertUpload, type UploadRow } from '../store/uploads';
import { tooManyUploads } from './errors';

export type NewUpload = {
  ownerId: string;
  id: string;
  sizeBytes: number;
  filename: string | null;
  declaredType: string | null;
  /** One that was found to be the owner's. */
  conversationId: string | null;
};

/**
 * Notes an upload that begins. Throws `media.too_many_uploads` when too much of the owner's is unfinished, and
 * `media.quota_exceeded` when what is announced does not fit.
 */
export async function openUpload(upload: NewUpload): Promise<UploadRow> {
  await requireRoom(upload.ownerId, upload.sizeBytes);
  const maxBytes = MAX_OPEN_UPLOAD_FILES_OF_FULL_SIZE * maxUploadBytes();
  const row = await insertUpload(
    {
      id: upload.id,
      owner_id: upload.ownerId,
      size_bytes: BigInt(upload.sizeBytes),
      filename: upload.filename,
      declared_type: upload.declaredType,
      conversation_id: upload.conversationId,
    },
    { maxCount: MAX_OPEN_UPLOADS, maxBytes },
  );
  if (!row) throw tooManyUploads();
  return row;
}
