import { claimJob, findJob, type Held, type JobFailure, type JobRow } from '@/lib/generation';
import { AppError } from '@/lib/kernel';
import { catalogueConfig } from '@/lib/models';
import { logger } from '@/lib/platform/logger';
import type { JobContext } from '@/lib/platform/queue';
import { persistently } from '../persistently';
import { cancelWithin } from './cancel-job';
import { endBadly, endWell, isShown } from './end-job';
import type { JobData } from './job-kinds';
import { keepMade } from './keep-made';
import { make } from './make';
import { makers } from './makers';
import { removeLeftovers } from './remove-leftovers';
import { changeJob, isGone, tellJob } from './tell-job';
import { watchJob } from './watch-job';

/**
 * Works on a job that the queue gave to this worker. Any number of workers may be given the same one, and any of them may
 * die anywhere: an attempt writes only while the job is its own, and ends it once. Throws when it should be tried again: this
 * worker stops, or the database is away.
 */
export async function runJob({ ownerId, jobId }: JobData, { signal }: JobContext): Promise<void> {
  const job = await claim(ownerId, jobId);
  if (!job) return;
  const held = { ownerId, id: jobId, attempt: job.attempts };
  // What an attempt stored that died before its end.
  await removeLeftovers(job, job.attempts - 1);
  const watch = watchJob(job, held, signal);
  try {
    const made = await make(job, held, watch);
    watch.signal.throwIfAborted();
    const assets = await keepMade(job, made, watch.signal);
    const isKept = await persistently(() => endWell(job, held, made, assets));
    if (!isKept) await removeLeftovers(job);
  } catch (error) {
    await giveUpAttempt(job, held, error, { isStopping: signal.aborted, isLost: watch.signal.aborted });
    if (signal.aborted) throw error;
  } finally {
    watch.close();
  }
}

async function claim(ownerId: string, jobId: string): Promise<JobRow | null> {
  // Deleted since it was put down.
  if (!(await findJob(ownerId, jobId))) return null;
  return changeJob(ownerId, jobId, async (tx, now, isHere) => {
    // Nobody would see it: whoever deleted that died before ending its jobs, or is about to.
    if (!isHere || !(await isShown(tx, now))) {
      await cancelWithin(tx, now);
      return null;
    }
    const { limits } = catalogueConfig();
    const isFilm = now.tool === 'generate_video';
    const claimed = await claimJob(
      ...([tx, ownerId, jobId] as const),
      isFilm ? { concurrency: limits.video_concurrency, perMinute: limits.video_per_minute } : null,
    );
    // What must wait is put down again when its turn comes: see moveLine.
    if (claimed.status !== 'claimed') return null;
    await tellJob(tx, claimed.job, 'job.progressed');
    return claimed.job;
  });
}

async function giveUpAttempt(
  job: JobRow,
  held: Held,
  error: unknown,
  { isStopping, isLost }: { isStopping: boolean; isLost: boolean },
): Promise<void> {
  try {
    if (isStopping || isLost || isGone(error)) return;
    logger.warn('job failed', { jobId: job.id, tool: job.tool, error });
    await persistently(() => endBadly(job, held, toFailure(error)));
  } catch (problem) {
    if (!isGone(problem)) throw problem;
  } finally {
    await removeLeftovers(job);
  }
}

function toFailure(error: unknown): JobFailure {
  const trail = makers().trailOf(error);
  if (AppError.isInstance(error))
    return { code: error.code, message: error.publicMessage, retryable: error.retryable, trail };
  return {
    code: 'jobs.failed',
    message: 'This could not be made. Nothing was charged. Try again.',
    retryable: true,
    trail,
  };
}

/** Ends a job whose workers died at it again and again. */
export async function giveUpJob({ ownerId, jobId }: JobData): Promise<void> {
  const job = await findJob(ownerId, jobId);
  if (!job) return;
  const isEnded = await endBadly(job, null, {
    code: 'jobs.interrupted',
    message: 'This was interrupted again and again and was given up. Nothing was charged. Try again.',
    retryable: true,
    trail: [],
  });
  if (isEnded) await removeLeftovers(job);
}
