import type { Job } from '@/lib/contracts';

/** How far a job is: what ended is never open again in the same answer. */
const stepOf = (job: Job) => (job.finished_at ? 3 : job.started_at ? 2 : job.status === 'queued' ? 1 : 0);

/**
 * The jobs of an answer out of what its row says and what its stream has said, each as it was seen last. They come
 * by two ways of which either may be behind the other.
 */
export function latestJobs(stored: readonly Job[], live: readonly Job[] = []): Job[] {
  const jobs = new Map(stored.map((job) => [job.id, job]));
  for (const job of live) {
    const other = jobs.get(job.id);
    if (!other || stepOf(job) >= stepOf(other)) jobs.set(job.id, job);
  }
  return [...jobs.values()];
}
