import { setTimeout as sleep } from 'node:timers/promises';
import { BlobNotFoundError, BlobServiceRateLimited } from '@vercel/blob';
import { AppError } from '@/lib/kernel';
import { bytesMissing, storageUnavailable } from '../../errors';

/** For questions that are answered from an index. */
export const ASK_TIMEOUT_MS = 30_000;
/** For bytes: a part of 5 MB takes 80 s over half a megabit. */
export const SEND_TIMEOUT_MS = 120_000;
const MIN_PAUSE_MS = 1_000;

/**
 * Calls the SDK. It repeats failed calls by itself, but for as long as a quarter of an hour, and not those that were
 * refused for being too many; both are mended here. Throws AppErrors of the storage port.
 */
export async function callBlob<T>(
  timeoutMs: number,
  call: (signal: AbortSignal) => Promise<T>,
  stop?: AbortSignal,
): Promise<T> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const end = AbortSignal.any(stop ? [deadline, stop] : [deadline]);
  // The SDK takes only an abort without a reason for one; and while it pauses between two tries it hears nothing.
  const abort = new AbortController();
  const ended = new Promise<never>((_, reject) => {
    end.addEventListener('abort', () => {
      abort.abort();
      reject(new Error('Vercel Blob did not answer in time, or was no longer needed.'));
    });
  });
  try {
    end.throwIfAborted();
    return await Promise.race([patiently(() => call(abort.signal), end), ended]);
  } catch (error) {
    throw translateBlobError(error);
  }
}

export function translateBlobError(error: unknown): unknown {
  if (AppError.isInstance(error)) return error;
  return error instanceof BlobNotFoundError ? bytesMissing() : storageUnavailable(error);
}

async function patiently<T>(call: () => Promise<T>, end: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof BlobServiceRateLimited)) throw error;
      await sleep(Math.max(MIN_PAUSE_MS, error.retryAfter * 1000), undefined, { signal: end });
    }
  }
}
