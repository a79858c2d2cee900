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
  sumUnasked,
  toJob,
} from '@/lib/generation';
import { catalogueConfig } from '@/lib/models';
import { inTransaction, type Transaction } from '@/lib/platform/transaction';
import { reserveForJob } from './job-charge';
import { enqueueJob, openQueueOf } from './job-kinds';
import { tellJob } from './tell-job';

export type CreateJob = Omit<NewJob, 'identity' | 'consentExpiresAt'> & {
  /** Whether the person is asked first, given what the same answer has had made without asking. */
  asks(unaskedMicros: number): boolean;
};

/**
 * Writes a job and tells of it: one that waits for the person, or one whose cost is set aside and that waits for a
 * worker, all in one transaction. Of identical ones in flight the first is returned, of several retries of one job too.
 * Throws `jobs.place_gone`, `ledger.budget_exceeded`: then nothing was written.
 */
export async function createJob(given: CreateJob): Promise<{ job: Job; isNew: boolean }> {
  await openQueueOf(given.tool);
  const { row, isNew } = await inTransaction((tx) => write(tx, given));
  return { job: toJob(row), isNew };
}

async function write(
  tx: Transaction,
  { asks, ...given }: CreateJob,
): Promise<{ row: JobRow; isNew: boolean }> {
  const { ownerId, conversationId, messageId, runId } = given;
  const isHere =
    (await lockConversation(tx, ownerId, conversationId)) &&
    (messageId === null || (await isMessageHere(tx, ownerId, { conversationId, messageId })));
  if (!isHere) throw placeGone();
  const retried = given.retryOf && (await findRetryOf(tx, ownerId, given.retryOf));
  if (retried) return { row: retried, isNew: false };
  const unasked = messageId && runId ? await sumUnasked(tx, ownerId, { messageId, runId }) : 0;
  const job: NewJob = {
    ...given,
    identity: identityOf(given),
    consentExpiresAt: asks(unasked) ? consentEnd() : null,
  };
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

const consentEnd = () => new Date(Date.now() + catalogueConfig().consent.expires_minutes * 60_000);
