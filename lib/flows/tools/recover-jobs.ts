import { type JobRow, listUnfinishedJobs, listWaitingJobs, notePlace } from '@/lib/generation';
import { catalogueConfig } from '@/lib/models';
import { logger } from '@/lib/platform/logger';
import { findLiveKeys } from '@/lib/platform/queue';
import { enqueueJob, jobKinds, kindOf } from './job-kinds';
import { changeJob, isGone, tellJob } from './tell-job';

const BATCH = 1_000;
/** A line longer than this is told of as it gets shorter. */
const MAX_LINE = 50;

/** Puts jobs down again that wait or run and are in no queue: it was lost, or the database restored. Returns how many. */
export async function recoverJobs(): Promise<number> {
  // Films that wait in line are put down when their turn comes.
  const unfinished = await listUnfinishedJobs('generate_video', BATCH);
  const missing = (await Promise.all(jobKinds.map((kind) => findMissing(kind, unfinished)))).flat();
  for (const job of missing) await enqueueJob(job);
  if (missing.length > 0) logger.info('put down jobs that were in no queue', { jobs: missing.length });
  return missing.length;
}

async function findMissing(kind: (typeof jobKinds)[number], jobs: JobRow[]): Promise<JobRow[]> {
  const ofKind = jobs.filter(({ tool }) => kindOf(tool) === kind);
  const live = await findLiveKeys(
    kind,
    ofKind.map(({ id }) => id),
  );
  return ofKind.filter(({ id }) => !live.has(id));
}

/** Tells the films that wait where in line they are, and puts down those whose turn may have come. */
export async function moveLine(): Promise<void> {
  const waiting = await listWaitingJobs('generate_video', MAX_LINE);
  const next = catalogueConfig().limits.video_concurrency;
  for (const job of waiting.slice(0, next)) await enqueueJob(job);
  for (const [index, job] of waiting.entries()) {
    const stage = describePlace(index);
    if (job.stage === stage) continue;
    // One that cannot be told, or was deleted just now, must not keep the others.
    await tellPlace(job, stage).catch((error: unknown) => {
      if (!isGone(error)) logger.warn('place in line not told', { jobId: job.id, error });
    });
  }
}

function tellPlace({ owner_id: ownerId, id }: JobRow, stage: string): Promise<void> {
  return changeJob(ownerId, id, async (tx) => {
    const row = await notePlace(tx, ownerId, id, stage);
    if (row) await tellJob(tx, row, 'job.progressed');
  });
}

const ordinals = [
  'next',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

/** Where in line something is that waits: 0 is next. */
export function describePlace(index: number): string {
  const ordinal = ordinals[index];
  return ordinal ? `Queued, ${ordinal} in line` : `Queued, number ${index + 1} in line`;
}
