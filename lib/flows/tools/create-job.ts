import type { Job } from '@/lib/contracts';
import { isMessageHere, lockConversation } from '@/lib/conversation';
import {
  findInFlight,
  findRetryOf,
  identityOf,
  insertJob,
  type JobRow,
  type NewJob,
  placeGone,
  toJob,
} from '@/lib/generation';
import { catalogueConfig } from '@/lib/models';
import { inTransaction, type Transaction } from '@/lib/platform/transaction';
import { reserveForJob } from './job-charge';
import { enqueueJob, openQueueOf } from './job-kinds';
import { tellJob } from './tell-job';

export type CreateJob = Omit<NewJob, 'identity' | 'consentExpiresAt'> & { isAsked: boolean };

/**
 * Writes a job and tells of it: one that waits for the person, or one whose cost is set aside and that waits for a
 * worker, all in one transaction. Of identical ones in flight the first is returned, of several retries of one job too.
 * Throws `jobs.place_gone`, `ledger.budget_exceeded`: then nothing was written.
 */
export async function createJob({ isAsked, ...given }: CreateJob): Promise<{ job: Job; isNew: boolean }> {
  const minutes = catalogueConfig().consent.expires_minutes;
  const job: NewJob = {
    ...given,
    identity: identityOf(given),
    consentExpiresAt: isAsked ? new Date(Date.now() + minutes * 60_000) : null,
  };
  await openQueueOf(job.tool);
  const { row, isNew } = await inTransaction((tx) => write(tx, job));
  return { job: toJob(row), isNew };
}

async function write(tx: Transaction, job: NewJob): Promise<{ row: JobRow; isNew: boolean }> {
  const { ownerId, conversationId, messageId } = job;
  const isHere =
    (await lockConversation(tx, ownerId, conversationId)) &&
    (messageId === null || (await isMessageHere(tx, ownerId, { conversationId, messageId })));
  if (!isHere) throw placeGone();
  const retried = job.retryOf && (await findRetryOf(tx, ownerId, job.retryOf));
  if (retried) return { row: retried, isNew: false };
  const row = await insertJob(tx, job);
  if (!row) {
    // It cannot end meanwhile: that takes the conversation too.
    const first = await findInFlight(tx, ownerId, job.identity);
    if (!first) throw new Error('an identical job is in flight and cannot be found');
    return { row: first, isNew: false };
  }
  await tellJob(tx, row, 'job.created');
  if (row.status === 'queued') {
    await enqueueJob(row, tx);
    await reserveForJob(row, tx);
  }
  return { row, isNew: true };
}
