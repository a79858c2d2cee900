import type { Job } from '@/lib/contracts';
import { alreadyDecided, denyConsent, toJob } from '@/lib/generation';
import { releaseForJob } from './job-charge';
import { changeJob, tellJob } from './tell-job';

/** Says no to a job that waits for consent. Asked again, the same job. Throws `jobs.not_found`, `jobs.already_decided`. */
export function denyJob(ownerId: string, jobId: string, via: string): Promise<Job> {
  return changeJob(ownerId, jobId, async (tx, job) => {
    const row = await denyConsent(tx, ownerId, jobId, via);
    if (row) {
      await tellJob(tx, row, 'job.decided');
      await releaseForJob(row, tx);
      return toJob(row);
    }
    if (job.status !== 'denied') throw alreadyDecided();
    return toJob(job);
  });
}
