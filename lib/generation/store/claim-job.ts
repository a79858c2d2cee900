import type { Transaction } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import { changeJobRow, type JobRow } from './change-job-row';
import { findJob } from './read-jobs';

/** How much of a tool may run at a time, and be begun within a minute, everywhere together. */
export type ToolLimits = { concurrency: number; perMinute: number };

/** Any number that nobody else locks by. */
const CLAIM_LOCK = 0x6a6f62;

export type Claim =
  /** `resumes`: another attempt was at it before and did not end it. */
  { status: 'claimed'; job: JobRow; resumes: boolean } | { status: 'wait' } | { status: 'over' };

/**
 * Takes a job for a new attempt: a queued one when its tool's limits and those before it in line leave room, a running one
 * because the queue says that its worker is gone. From then on earlier attempts can write nothing more.
 */
export async function claimJob(
  tx: Transaction,
  ownerId: string,
  id: string,
  limits: ToolLimits | null,
): Promise<Claim> {
  const before = await findJob(ownerId, id, tx);
  if (before?.status === 'queued' && limits && !(await hasRoom(tx, before, limits)))
    return { status: 'wait' };
  const job = await changeJobRow(tx, {
    ...{ ownerId, id, from: ['queued', 'running'] },
    set: Prisma.sql`status = 'running', attempts = attempts + 1, started_at = coalesce(started_at, now()),
      stage = null, progress = null`,
  });
  return job ? { status: 'claimed', job, resumes: job.attempts > 1 } : { status: 'over' };
}

async function hasRoom(tx: Transaction, job: JobRow, limits: ToolLimits): Promise<boolean> {
  await tx.$queryRaw`select pg_advisory_xact_lock(${CLAIM_LOCK}::int, hashtext(${job.tool}::text))::text`;
  const [count] = await tx.$queryRaw<{ running: number; begun: number; before: number }[]>`
    select count(*) filter (where status = 'running')::int as running,
      count(*) filter (where started_at > now() - interval '1 minute')::int as begun,
      count(*) filter (where status = 'queued'
        and (queued_at, id) < (select queued_at, id from jobs where id = ${job.id}::uuid))::int as before
    from jobs where tool = ${job.tool}
      and (status in ('queued', 'running') or started_at > now() - interval '1 minute')`;
  if (!count) return true;
  const room = Math.min(limits.concurrency - count.running, limits.perMinute - count.begun);
  return count.before < room;
}
