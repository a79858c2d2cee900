import { dropOldUploads, sweepAbandoned, sweepOrphans, UPLOAD_AGE_MS } from '@/lib/media';
import { logger } from '@/lib/platform/logger';

/**
 * Removes what crashes and forgetting left: assets that nobody will ask for again, stored files that no asset names,
 * uploads that were begun and not finished.
 */
export async function sweepMedia(): Promise<void> {
  const abandoned = await sweepAbandoned();
  const uploads = await dropOldUploads(new Date(Date.now() - UPLOAD_AGE_MS));
  const { keys: _tooMany, ...orphans } = await sweepOrphans();
  logger.info('media swept', { abandoned, uploads, ...orphans });
}
