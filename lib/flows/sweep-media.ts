import { sweepOrphans } from '@/lib/media';
import { logger } from '@/lib/platform/logger';

/** Removes stored files that no asset names, left by a crash between the two. */
export async function sweepMedia(): Promise<void> {
  const result = await sweepOrphans();
  logger.info('media swept', { ...result });
}
