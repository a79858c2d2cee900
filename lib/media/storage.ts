import { AppError } from '@/lib/kernel';
import { env } from '@/lib/platform/env';
import { logger } from '@/lib/platform/logger';
import { createLocalStorage } from './adapters/local-storage';
import type { Storage } from './ports';

let current: Storage | undefined;

/** The storage of this installation. Other drivers are chosen here, by BLOB_DRIVER. */
export function storage(): Storage {
  current ??= createLocalStorage(env().DATA_DIR);
  return current;
}

/** Puts another storage in place until called with `undefined`; for tests. */
export function useStorage(replacement: Storage | undefined): void {
  current = replacement;
}

export type StorageHealth =
  | { status: 'ok'; detail: string }
  | { status: 'failed'; detail: string; advice: string };

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
      advice:
        'See that the data folder exists, has free space and may be written by the user who runs the app.',
    };
  }
}
