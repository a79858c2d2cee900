import { sweepAbandoned, sweepOrphans } from '@/lib/media';
import { logger } from '@/lib/platform/logger';

/** Removes what crashes left: assets that nobody will ask for again, and stored files that no asset names. */
export async function sweepMedia(): Promise<void> {
  const abandoned = await sweepAbandoned();
  const orphans = await sweepOrphans();
  logger.info('media swept', { abandoned, ...orphans });
}
