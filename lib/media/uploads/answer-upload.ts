import type { UploadProgress } from '@/lib/contracts';
import { answerTus } from '../adapters/tus/answer-tus';
import type { TusPort } from '../adapters/tus/ports';
import { getAsset } from '../assets';
import { maxUploadBytes, UPLOAD_AGE_MS } from '../limits';
import { requireRoom } from '../quota';
import { findUpload, type UploadRow, updateUpload } from '../store/uploads';
import { dropRest } from './drop-rest';
import { uploadLengthMissing, uploadNotFound } from './errors';
import { finishUpload, type ReceiveFile } from './finish-upload';
import { openUpload } from './open-upload';
import { type Announcement, readAnnouncement } from './read-announcement';
import { removeUpload } from './remove-upload';
import { sizeSoFar, uploadFolder } from './upload-folder';

const PATH = '/api/uploads';

export type AnswerUpload = {
  ownerId: string;
  request: Request;
  /** Of the upload, from the path; null to create one. */
  id: string | null;
  /** The one door. */
  receive: ReceiveFile;
  /** Whether a conversation is the owner's: what is not is forgotten. */
  ownsConversation(conversationId: string): Promise<boolean>;
};

/**
 * Answers one request of the tus protocol for this owner. What is another's is not there. The answer that takes the
 * last byte carries `X-Asset-Id`; a file that the door refuses is answered with its refusal, each time it is asked.
 */
export async function answerUpload(given: AnswerUpload): Promise<Response> {
  const { ownerId, request, id } = given;
  try {
    // Asked first of all: to others nothing may be told, not even by a lock.
    if (id !== null && !(await findUpload(ownerId, id))) throw uploadNotFound();
    const announced = request.method === 'POST' ? readAnnouncement(request.headers) : null;
    return await answerTus(request, { port: portOf(given, announced), path: PATH, id });
  } catch (error) {
    dropRest(request.body);
    throw error;
  }
}

/** Where an upload stands; throws `media.upload_not_found`. */
export async function requireUploadProgress(ownerId: string, id: string): Promise<UploadProgress> {
  const row = await findUpload(ownerId, id);
  if (!row) throw uploadNotFound();
  const asset = row.asset_id === null ? null : await getAsset(ownerId, row.asset_id);
  const isOver = isOverOf(row);
  return {
    id: row.id,
    size_bytes: Number(row.size_bytes),
    offset: isOver ? Number(row.size_bytes) : await sizeSoFar(row.id),
    filename: row.filename,
    status: row.error_code ? 'refused' : row.asset_id ? 'done' : 'uploading',
    asset,
    error: row.error_code && row.error_message ? { code: row.error_code, message: row.error_message } : null,
    expires_at: new Date(row.updated_at.getTime() + UPLOAD_AGE_MS).toISOString(),
  };
}

const isOverOf = (row: UploadRow) => row.asset_id !== null || row.error_code !== null;

function portOf(given: AnswerUpload, announced: Announcement | null): TusPort {
  const { ownerId, receive, ownsConversation } = given;
  return {
    folder: uploadFolder(),
    maxBytes: maxUploadBytes(),
    expiresAfterMs: UPLOAD_AGE_MS,
    async find(id) {
      const row = await findUpload(ownerId, id);
      return (
        row && {
          id: row.id,
          sizeBytes: Number(row.size_bytes),
          filename: row.filename,
          declaredType: row.declared_type,
          updatedAt: row.updated_at,
          isOver: isOverOf(row),
        }
      );
    },
    async create(id) {
      if (!announced) throw uploadLengthMissing();
      const { sizeBytes, filename, declaredType, conversationId } = announced;
      await requireRoom(ownerId, sizeBytes);
      const isOwn = conversationId !== null && (await ownsConversation(conversationId));
      const named = { filename, declaredType, conversationId: isOwn ? conversationId : null };
      await openUpload({ ownerId, id, sizeBytes, ...named });
    },
    touch: (id) => updateUpload(ownerId, id),
    remove: (id) => removeUpload(ownerId, id),
    finish: async (id) => ({ 'X-Asset-Id': (await finishUpload(ownerId, id, receive)).id }),
  };
}
