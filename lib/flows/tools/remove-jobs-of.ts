import { isOpenJob, type JobRow, listJobsOfPlace, listLeftJobs, removeEndedJobs } from '@/lib/generation';
import { deleteUnusedAssets } from '@/lib/media';
import { cancelWithin } from './cancel-job';
import { removeLeftovers } from './remove-leftovers';
import { changeJob } from './tell-job';

type Place = { conversationId: string } | { messageId: string };

/**
 * Ends what is still being made for a conversation or message that was deleted, gives back what was set aside for it, and
 * forgets its jobs with the files that only they name. To be called after the deletion: nothing new comes then.
 */
export async function removeJobsOf(ownerId: string, place: Place): Promise<void> {
  await removeJobs(await listJobsOfPlace(ownerId, place));
}

const BATCH = 200;

/** The same for what is left when whoever deleted a conversation or message died at it. Returns how many jobs. */
export async function removeLeftJobs(): Promise<number> {
  const jobs = await listLeftJobs(BATCH);
  await removeJobs(jobs);
  return jobs.length;
}

async function removeJobs(jobs: JobRow[]): Promise<void> {
  for (const job of jobs) {
    const made = await changeJob(job.owner_id, job.id, async (tx, now) => {
      if (isOpenJob(now)) await cancelWithin(tx, now);
      return removeEndedJobs(tx, job.owner_id, [job.id]);
    });
    await deleteUnusedAssets(job.owner_id, made);
    await removeLeftovers(job);
  }
}
