import type { Asset } from '@/lib/contracts';
import { AppError, type ErrorKind } from '@/lib/kernel';
import { getAsset } from '../assets';
import { mediaNotFound } from '../errors';
import type { ReceiveMedia } from '../receive-media';
import { findUpload, type UploadRow, updateUpload } from '../store/uploads';
import { uploadNotFound } from './errors';
import { inTurn } from './in-turn';
import { localSource, type UploadSource } from './upload-source';

/** Sends a file through the one door. */
export type ReceiveFile = (
  given: Pick<ReceiveMedia, 'ownerId' | 'id' | 'body' | 'declaredType' | 'filename' | 'contentLength'> & {
    conversationId: string | null;
  },
) => Promise<Asset>;

/**
 * Sends a complete upload through the door and notes what became of it. Asked again, it gives the same asset or the
 * same refusal. What fails for no fault of the file's, as a storage that is away, can be asked again later.
 */
export function finishUpload(
  ownerId: string,
  id: string,
  receive: ReceiveFile,
  source: UploadSource = localSource,
): Promise<Asset> {
  return inTurn(id, async () => {
    const row = await findUpload(ownerId, id);
    if (!row) throw uploadNotFound();
    if (row.error_code) throw refusalOf(row);
    if (row.asset_id) return requireMade(ownerId, row.asset_id);
    const asset = await receiveFile(row, receive, source);
    await updateUpload(ownerId, id, { asset_id: asset.id });
    await source.remove(row);
    return asset;
  });
}

async function receiveFile(row: UploadRow, receive: ReceiveFile, source: UploadSource): Promise<Asset> {
  try {
    return await receive({
      ownerId: row.owner_id,
      // The upload's own id: after a crash between the asset and this row, the same asset is found.
      id: row.id,
      body: await source.open(row),
      declaredType: row.declared_type,
      filename: row.filename,
      contentLength: Number(row.size_bytes),
      conversationId: row.conversation_id,
    });
  } catch (error) {
    if (AppError.isInstance(error) && isFinal(error)) {
      await updateUpload(row.owner_id, row.id, {
        error_code: error.code,
        error_message: error.publicMessage,
      });
      await source.remove(row);
    }
    throw error;
  }
}

async function requireMade(ownerId: string, assetId: string): Promise<Asset> {
  const asset = await getAsset(ownerId, assetId);
  if (!asset) throw mediaNotFound();
  return asset;
}

const finalKinds: ErrorKind[] = ['invalid', 'too_large', 'unsupported', 'forbidden', 'conflict'];

/** Whether it is the file that was refused, rather than the moment. */
const isFinal = (error: AppError) => !error.retryable && finalKinds.includes(error.kind);

const refusalOf = ({ error_code, error_message }: UploadRow) =>
  new AppError({
    code: error_code ?? 'media.unsupported',
    kind: 'invalid',
    publicMessage: error_message ?? 'This file was refused.',
  });
