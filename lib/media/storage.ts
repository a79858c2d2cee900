import { AppError } from '@/lib/kernel';
import { env } from '@/lib/platform/env';
import { logger } from '@/lib/platform/logger';
import { openStorage } from './open-storage';
import type { Storage } from './ports';

let current: Storage | undefined;
const earlier = new Map<string, Storage>();

/** The storage of this installation, chosen by BLOB_DRIVER. */
export function storage(): Storage {
  current ??= openStorage(env().BLOB_DRIVER);
  return current;
}

/**
 * The storage that an asset was put in, which after a change of BLOB_DRIVER is another than today's. Throws
 * `media.storage_not_configured` when nothing is configured for it any more.
 */
export function storageOf(driver: string): Storage {
  if (driver === storage().driver) return storage();
  const found = earlier.get(driver) ?? openStorage(driver);
  earlier.set(driver, found);
  return found;
}

/** Puts another storage in place until called with `undefined`; for tests. */
export function useStorage(replacement: Storage | undefined): void {
  current = replacement;
  earlier.clear();
}

export type StorageHealth =
  | { status: 'ok'; detail: string }
  | { status: 'failed'; detail: string; advice: string };

const adviceOf: Record<string, string> = {
  local: 'See that the data folder exists, has free space and may be written by the user who runs the app.',
  s3: 'See that the bucket exists, that S3_REGION or S3_ENDPOINT is right, and that the keys may list the bucket and get, put and delete its objects.',
  vercel: 'See that BLOB_READ_WRITE_TOKEN belongs to a store of Vercel Blob whose access is private.',
};

/** Writes, reads and deletes a probe. Reports a failure, never throws. */
export async function checkStorage(): Promise<StorageHealth> {
  const { driver } = storage();
  try {
    await storage().check();
    return { status: 'ok', detail: `${driver}: written, read and deleted` };
  } catch (error) {
    logger.error('storage check failed', { driver, error });
    return {
      status: 'failed',
      detail: AppError.isInstance(error) ? error.publicMessage : `${driver}: cannot be used`,
      advice: adviceOf[driver] ?? '',
    };
  }
}
