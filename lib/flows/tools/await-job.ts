import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from '@/lib/contracts';
import { isOpenJob } from '@/lib/generation';
import { requireJob } from './read-jobs';

/** Often enough that a quick result is not waited for, seldom enough to cost nothing. */
const FIRST_PAUSE_MS = 60;
const LONGEST_PAUSE_MS = 500;

export type AwaitJob = {
  ownerId: string;
  jobId: string;
  /** Ends the waiting, not the job. */
  signal: AbortSignal;
  /** Told of the job as it is, each time something of it changed. */
  onChange(job: Job): void;
};

/** Waits until a job has ended, or waits for its owner. Throws the signal's reason, and `jobs.not_found` when it is deleted. */
export async function awaitJob({ ownerId, jobId, signal, onChange }: AwaitJob): Promise<Job> {
  let told = '';
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS)) {
    signal.throwIfAborted();
    const job = await requireJob(ownerId, jobId);
    const now = JSON.stringify(job);
    if (now !== told) onChange(job);
    told = now;
    if (!isOpenJob(job) || job.status === 'awaiting_consent') return job;
    await sleep(pauseMs, undefined, { signal });
  }
}
