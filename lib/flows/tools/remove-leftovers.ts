import { assetIdsOf, type JobRow } from '@/lib/generation';
import { deleteUnusedAssets } from '@/lib/media';
import { logger } from '@/lib/platform/logger';

/**
 * Removes the files that attempts up to this one stored and nobody shows. What cannot be removed now is taken by the
 * sweep.
 */
export async function removeLeftovers(
  job: Pick<JobRow, 'id' | 'owner_id' | 'attempts'>,
  upto = job.attempts,
): Promise<void> {
  const ids = Array.from({ length: upto }, (_, index) => assetIdsOf(job.id, index + 1)).flat();
  if (ids.length === 0) return;
  await deleteUnusedAssets(job.owner_id, ids).catch((error: unknown) =>
    logger.warn('files of a job not removed', { jobId: job.id, error }),
  );
}
