import type { ToolId } from '@/lib/contracts';
import { isOpenJob, type JobRow } from '@/lib/generation';
import type { Transaction } from '@/lib/platform/transaction';
import { noteUncharged, releaseCharge, reserveCharge, settleCharge } from '../charge';
import { chargeKindOf } from './quote-tool';

const keyOf = ({ id }: JobRow) => `job:${id}`;
const noteOf = ({ tool, parameters, source_ids }: JobRow) => ({
  tool,
  parameters: {
    ...(parameters as Record<string, unknown>),
    ...(source_ids.length > 0 && { sources: source_ids }),
  },
});

/** Sets aside what a job is quoted at, in the transaction that queues it. Throws `ledger.budget_exceeded`. */
export function reserveForJob(job: JobRow, tx: Transaction): Promise<void> {
  return reserveCharge({ ...chargeOf(job), amountMicros: Number(job.quote_micros ?? 0) }, tx);
}

const chargeOf = (job: JobRow) => ({
  key: keyOf(job),
  ownerId: job.owner_id,
  kind: chargeKindOf[job.tool as ToolId],
  model: job.model ?? job.tool,
  subject: { type: 'job', id: job.id } as const,
  conversationId: job.conversation_id,
});

export type JobCost = { costMicros: number; isEstimate: boolean; usage: object | null };

/** Charges what a job came to, in the transaction that completes it. */
export async function settleForJob(job: JobRow, cost: JobCost, tx: Transaction): Promise<void> {
  await settleCharge(
    keyOf(job),
    {
      ownerId: job.owner_id,
      ...(job.model && { model: job.model }),
      amountMicros: cost.costMicros,
      isEstimate: cost.isEstimate,
      usage: cost.usage,
      audit: { ...noteOf(job), outcome: 'complete' },
    },
    tx,
  );
}

/**
 * Gives back what was set aside for a job that has ended without a result, in the transaction that ends it. For one that
 * waited for consent nothing was; that it was denied is noted all the same.
 */
export async function releaseForJob(job: JobRow, tx: Transaction): Promise<void> {
  if (isOpenJob(job)) return;
  const outcome = job.status as 'failed' | 'cancelled' | 'denied' | 'expired';
  const audit = { ...noteOf(job), outcome, ...(job.error_code && { error: job.error_code }) };
  const wasReserved = await releaseCharge(keyOf(job), { ownerId: job.owner_id, audit }, tx);
  if (!wasReserved) await noteUncharged(chargeOf(job), audit, tx);
}
