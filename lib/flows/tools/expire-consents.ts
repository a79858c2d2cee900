import { expireConsent, listExpiredConsents } from '@/lib/generation';
import { logger } from '@/lib/platform/logger';
import { releaseForJob } from './job-charge';
import { changeJob, tellJob } from './tell-job';

const BATCH = 200;

/** Ends the jobs that nobody consented to in time, and tells of it. Returns how many. */
export async function expireConsents(): Promise<number> {
  let expired = 0;
  for (const { owner_id, id } of await listExpiredConsents(BATCH)) {
    const isExpired = await expireJob(owner_id, id).catch((error: unknown) => {
      logger.warn('consent not expired', { jobId: id, error });
      return false;
    });
    if (isExpired) expired += 1;
  }
  return expired;
}

/** Ends one job whose time to decide is over. False when it was decided, or is not over yet. */
export function expireJob(ownerId: string, jobId: string): Promise<boolean> {
  return changeJob(ownerId, jobId, async (tx) => {
    const row = await expireConsent(tx, ownerId, jobId);
    if (!row) return false;
    await tellJob(tx, row, 'job.decided');
    await releaseForJob(row, tx);
    return true;
  });
}
