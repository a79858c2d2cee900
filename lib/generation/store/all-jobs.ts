import { db, type Transaction } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import { changeJobRow, type JobRow } from './change-job-row';

/* Jobs of everyone, for the worker alone. */

/** What waits for a worker or runs, longest untouched first. */
export async function listUnfinishedJobs(limit: number): Promise<JobRow[]> {
  return db().job.findMany({
    where: { status: { in: ['queued', 'running'] } },
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

/** What is left of conversations and messages that were deleted, when whoever deleted them died at it. */
export async function listLeftJobs(limit: number): Promise<JobRow[]> {
  return db().$queryRaw<JobRow[]>`
    select j.* from jobs j join conversations c on c.id = j.conversation_id
    left join messages m on m.id = j.message_id
    where c.deleted_at is not null or m.deleted_at is not null order by j.id limit ${limit}`;
}
