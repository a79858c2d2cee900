import { db, type Transaction } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import { changeJobRow, type JobRow } from './change-job-row';

/* Jobs of everyone, for the worker alone. */

/** What runs or waits for a worker, longest untouched first; but for what waits of one tool. */
export async function listUnfinishedJobs(exceptWaiting: string, limit: number): Promise<JobRow[]> {
  return db().job.findMany({
    where: { OR: [{ status: 'running' }, { status: 'queued', tool: { not: exceptWaiting } }] },
    orderBy: [{ updated_at: 'asc' }, { id: 'asc' }],
    take: limit,
  });
}

/** What nobody decided in time. */
export async function listExpiredConsents(limit: number): Promise<JobRow[]> {
  return db().job.findMany({
    where: { status: 'awaiting_consent', consent_expires_at: { lte: new Date() } },
    orderBy: { consent_expires_at: 'asc' },
    take: limit,
  });
}

/** What waits of a tool, in line. */
export async function listWaitingJobs(tool: string, limit: number): Promise<JobRow[]> {
  return db().job.findMany({
    where: { status: 'queued', tool },
    orderBy: [{ queued_at: 'asc' }, { id: 'asc' }],
    take: limit,
  });
}

/** Says where in line a waiting job is. Null when it waits no more or that was said already. */
export function notePlace(tx: Transaction, ownerId: string, id: string, stage: string) {
  return changeJobRow(tx, {
    ...{ ownerId, id, from: ['queued'] },
    and: Prisma.sql`and stage is distinct from ${stage}`,
    set: Prisma.sql`stage = ${stage}`,
  });
}

/**
 * What is left of conversations and messages that were deleted after `since`, when whoever deleted them died at it. By the
 * deletions, of which there are few, and not by all jobs and messages that there ever were.
 */
export async function listLeftJobs(since: Date, limit: number): Promise<JobRow[]> {
  return db().$queryRaw<JobRow[]>`
    select * from jobs where id in (
      select j.id from conversations c join jobs j on j.conversation_id = c.id where c.deleted_at > ${since}
      union all
      select j.id from messages m join jobs j on j.message_id = m.id where m.deleted_at > ${since}
    ) order by id limit ${limit}`;
}
