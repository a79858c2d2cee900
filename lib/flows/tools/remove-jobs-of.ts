import { isOpenJob, type JobRow, listJobsOfPlace, listLeftJobs, removeEndedJobs } from '@/lib/generation';
import { deleteUnusedAssets } from '@/lib/media';
import { logger } from '@/lib/platform/logger';
import { cancelWithin } from './cancel-job';
import { removeLeftovers } from './remove-leftovers';
import { changeJob, isGone } from './tell-job';

type Place = { conversationId: string } | { messageId: string };

/**
 * Ends what is still being made for a conversation or message that was deleted, gives back what was set aside for it, and
 * forgets its jobs with the files that only they name. To be called after the deletion: nothing new comes then.
 */
export async function removeJobsOf(ownerId: string, place: Place): Promise<void> {
  await removeJobs(await listJobsOfPlace(ownerId, place));
}

const BATCH = 200;
/** What was deleted so long ago and is left was found in an earlier round. */
const LOOK_BACK_MS = 60 * 60_000;

/**
 * Returns what does the same for what is left when whoever deleted a conversation or message died at it: at first
 * whenever that was, then what was deleted of late. To be called again and again; returns how many jobs it removed.
 */
export function createLeftJobRemover(): () => Promise<number> {
  let since = new Date(0);
  return async () => {
    const next = new Date(Date.now() - LOOK_BACK_MS);
    const jobs = await listLeftJobs(since, BATCH);
    const removed = await removeJobs(jobs);
    // As long as something is left the same is looked at again.
    if (removed === jobs.length && jobs.length < BATCH) since = next;
    return removed;
  };
}

/** One that cannot be removed must not keep the others. Returns how many are gone. */
async function removeJobs(jobs: JobRow[]): Promise<number> {
  let removed = 0;
  for (const job of jobs) {
    try {
      await removeJob(job);
      removed += 1;
    } catch (error) {
      logger.warn('job of what was deleted not removed', { jobId: job.id, error });
    }
  }
  return removed;
}

async function removeJob(job: JobRow): Promise<void> {
  const made = await changeJob(job.owner_id, job.id, async (tx, now) => {
    if (isOpenJob(now)) await cancelWithin(tx, now);
    return removeEndedJobs(tx, job.owner_id, [job.id]);
  }).catch((error: unknown) => {
    // Somebody else was quicker.
    if (isGone(error)) return [];
    throw error;
  });
  await deleteUnusedAssets(job.owner_id, made);
  await removeLeftovers(job);
}
