import { isId } from '@/lib/kernel';
import { mediaEmpty, mediaTooLarge } from '../errors';
import { maxUploadBytes } from '../limits';
import { uploadLengthMissing, uploadMetadataInvalid } from './errors';

/** What the sender says of a file before its first byte. The bytes decide in the end. */
export type Announcement = {
  sizeBytes: number;
  filename: string | null;
  declaredType: string | null;
  conversationId: string | null;
};

const MAX_METADATA_LENGTH = 4_096;
/** Longer names are cut by the door; this only bounds what is kept until then. */
const MAX_VALUE_LENGTH = 1_000;

/**
 * Reads `Upload-Length` and `Upload-Metadata` (`filename`, `filetype`, `conversation`; others are ignored). Throws
 * `media.upload_length`, `media.empty`, `media.too_large`, `media.upload_metadata`.
 */
export function readAnnouncement(headers: Headers): Announcement {
  const length = headers.get('upload-length');
  if (length === null || !/^\d{1,15}$/.test(length)) throw uploadLengthMissing();
  const sizeBytes = Number(length);
  if (sizeBytes === 0) throw mediaEmpty();
  if (sizeBytes > maxUploadBytes()) throw mediaTooLarge('file', maxUploadBytes());
  const metadata = readMetadata(headers.get('upload-metadata') ?? '');
  const conversation = metadata.get('conversation');
  return {
    sizeBytes,
    filename: metadata.get('filename') || null,
    declaredType: metadata.get('filetype') || null,
    conversationId: isId(conversation) ? conversation.toLowerCase() : null,
  };
}

function readMetadata(header: string): Map<string, string> {
  const metadata = new Map<string, string>();
  if (header.trim() === '') return metadata;
  if (header.length > MAX_METADATA_LENGTH) throw uploadMetadataInvalid();
  for (const pair of header.split(',')) {
    const [key, value = '', ...rest] = pair.trim().split(' ');
    const isBase64 = value.length % 4 === 0 && /^[\w+/]*={0,2}$/.test(value) && !value.includes('_');
    if (!key || rest.length > 0 || !isBase64 || metadata.has(key)) throw uploadMetadataInvalid();
    metadata.set(key, Buffer.from(value, 'base64').toString('utf8').slice(0, MAX_VALUE_LENGTH));
  }
  return metadata;
}
