import { AppError } from '@/lib/kernel';
import { logger } from '@/lib/platform/logger';

const RETRY_MS = 500;
/** Longer than the database takes to come back after being killed. */
const PATIENCE_MS = 60_000;

/** Repeats a write while the database is away; gives up after a minute, or at once on a declared error. */
export async function persistently<T>(write: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (AppError.isInstance(error) || Date.now() > deadline) throw error;
      logger.warn('write failed, trying again', { error });
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
