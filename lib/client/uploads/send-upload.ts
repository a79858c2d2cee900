import type { Asset } from '@/lib/contracts';
import type { SendOptions } from './engine-ports';
import { type LocalUpload, RESUMABLE_FROM_BYTES } from './local-upload';
import { sendInPieces } from './send-in-pieces';
import { sendWhole } from './send-whole';

/** A connection that moves nothing for this long is dead, whatever the system says: phones sleep. */
const STALL_MS = 90_000;

/** Sends a file once, in the way that suits its size. Throws ApiError, or an AbortError when cut off. */
export async function sendUpload(upload: LocalUpload, options: SendOptions): Promise<Asset> {
  const stalled = new AbortController();
  let timer = setTimeout(() => stalled.abort(), STALL_MS);
  const signal = AbortSignal.any([options.signal, stalled.signal]);
  const onProgress = (fraction: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => stalled.abort(), STALL_MS);
    options.onProgress(fraction);
  };
  try {
    const send = upload.size > RESUMABLE_FROM_BYTES ? sendInPieces : sendWhole;
    return await send(upload, { ...options, signal, onProgress });
  } finally {
    clearTimeout(timer);
  }
}
