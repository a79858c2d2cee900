import type { Job } from '@/lib/contracts';
import { newId } from '@/lib/kernel';
import type { Transaction } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import { openStatuses } from '../jobs/open-statuses';
import { type JobRow, toStorable } from './change-job-row';

export type NewJob = {
  ownerId: string;
  conversationId: string;
  messageId: string | null;
  runId: string | null;
  purpose: Job['purpose'];
  tool: Job['tool'];
  title: string;
  parameters: Record<string, unknown>;
  sourceIds: string[];
  model: string | null;
  modelName: string | null;
  identity: string;
  quoteMicros: number | null;
  /** Set when the person is asked first. */
  consentExpiresAt: Date | null;
  retryOf: string | null;
};

/** Writes a job that waits for consent or for a worker; null while an identical one is in flight. */
export async function insertJob(tx: Transaction, job: NewJob): Promise<JobRow | null> {
  const isAsked = job.consentExpiresAt !== null;
  const rows = await tx.$queryRaw<JobRow[]>(Prisma.sql`
    insert into jobs (id, owner_id, conversation_id, message_id, run_id, purpose, tool, title, parameters, source_ids,
      model, model_name, identity, status, quote_micros, consent_expires_at, retry_of, queued_at)
    values (${newId()}::uuid, ${job.ownerId}::uuid, ${job.conversationId}::uuid, ${job.messageId}::uuid,
      ${job.runId}::uuid, ${job.purpose}, ${job.tool}, ${job.title}, ${toStorable(job.parameters)}::jsonb,
      ${job.sourceIds}::uuid[], ${job.model}, ${job.modelName}, ${job.identity},
      ${isAsked ? 'awaiting_consent' : 'queued'}, ${job.quoteMicros}, ${job.consentExpiresAt}, ${job.retryOf}::uuid,
      ${isAsked ? Prisma.sql`null` : Prisma.sql`now()`})
    on conflict (owner_id, identity) where status in ('awaiting_consent', 'queued', 'running') do nothing
    returning *`);
  return rows[0] ?? null;
}

/** The job of the same request that has not ended. */
export async function findInFlight(
  tx: Transaction,
  ownerId: string,
  identity: string,
): Promise<JobRow | null> {
  return tx.job.findFirst({
    where: { owner_id: ownerId, identity, status: { in: [...openStatuses] } },
  });
}

/** The job that tried this one again. */
export async function findRetryOf(tx: Transaction, ownerId: string, jobId: string): Promise<JobRow | null> {
  return tx.job.findFirst({ where: { owner_id: ownerId, retry_of: jobId }, orderBy: { created_at: 'desc' } });
}

/**
 * What was quoted for all that a run had made or is having made in an answer without asking anybody. The caller has locked
 * the conversation.
 */
export async function sumUnasked(
  tx: Transaction,
  ownerId: string,
  { messageId, runId }: { messageId: string; runId: string },
): Promise<number> {
  const { _sum } = await tx.job.aggregate({
    where: {
      ...{ owner_id: ownerId, message_id: messageId, run_id: runId, consent_expires_at: null },
      status: { in: ['queued', 'running', 'complete'] },
    },
    _sum: { quote_micros: true },
  });
  return Number(_sum.quote_micros ?? 0);
}
