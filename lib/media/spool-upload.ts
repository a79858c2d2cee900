import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { AppError } from '@/lib/kernel';
import { COPY_BUFFER_BYTES } from './limits';
import type { Receipt, Upload } from './upload';

export type SpooledUpload = Receipt & { file: string };

/**
 * Reads an upload to its end into a file of the spool folder, counted and hashed. What is a file already is only
 * read. Throws `tooLarge()` as soon as there are more than `maxBytes`.
 */
export async function spoolUpload(
  upload: Upload,
  folder: string,
  limit: { maxBytes: number; tooLarge(): AppError },
): Promise<SpooledUpload> {
  const bytes = upload.read(limit.maxBytes, limit.tooLarge);
  if (upload.file !== null) {
    for await (const _chunk of bytes);
    return { file: upload.file, ...upload.receipt() };
  }
  const file = path.join(folder, 'received');
  await pipeline(
    bytes,
    createWriteStream(file, { flags: 'wx', mode: 0o600, highWaterMark: COPY_BUFFER_BYTES }),
  );
  return { file, ...upload.receipt() };
}
