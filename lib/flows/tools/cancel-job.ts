import type { Job } from '@/lib/contracts';
import { cancelOpen, type JobRow, nothingToCancel, toJob } from '@/lib/generation';
import type { Transaction } from '@/lib/platform/transaction';
import { releaseForJob } from './job-charge';
import { removeLeftovers } from './remove-leftovers';
import { changeJob, tellJob } from './tell-job';

/**
 * Ends a job that waits or runs; nothing is charged. Its worker hears of it within about a second. Asked again, the same
 * job. Throws `jobs.not_found`, `jobs.over`.
 */
export async function cancelJob(ownerId: string, jobId: string): Promise<Job> {
  const row = await changeJob(ownerId, jobId, async (tx, job) => {
    const cancelled = await cancelWithin(tx, job);
    if (!cancelled && job.status !== 'cancelled') throw nothingToCancel();
    return cancelled ?? job;
  });
  await removeLeftovers(row);
  return toJob(row);
}

/** The same in a transaction that has locked the conversation; null when it has ended. */
export async function cancelWithin(tx: Transaction, job: JobRow): Promise<JobRow | null> {
  const row = await cancelOpen(tx, job.owner_id, job.id);
  if (!row) return null;
  await tellJob(tx, row, 'job.decided');
  await releaseForJob(row, tx);
  return row;
}
