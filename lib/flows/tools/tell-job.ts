import { appendJobEvent, type JobEventType, lockConversation } from '@/lib/conversation';
import { findJob, type JobRow, jobNotFound } from '@/lib/generation';
import { AppError } from '@/lib/kernel';
import { inTransaction, type Transaction } from '@/lib/platform/transaction';

/** Tells a conversation that a job of it changed, in the transaction of the change. */
export function tellJob(tx: Transaction, job: JobRow, type: JobEventType): Promise<void> {
  const place = { jobId: job.id, conversationId: job.conversation_id, messageId: job.message_id };
  return appendJobEvent(tx, job.owner_id, place, type);
}

/**
 * Changes a job of the owner's, its conversation locked before it as everybody does. `isHere`: whether the conversation was
 * not deleted. Throws `jobs.not_found`.
 */
export async function changeJob<T>(
  ownerId: string,
  jobId: string,
  work: (tx: Transaction, job: JobRow, isHere: boolean) => Promise<T>,
): Promise<T> {
  const found = await findJob(ownerId, jobId);
  if (!found) throw jobNotFound();
  return inTransaction(async (tx) => {
    const isHere = await lockConversation(tx, ownerId, found.conversation_id);
    // As it is now that nobody else changes it together with its conversation.
    const job = await findJob(ownerId, jobId, tx);
    if (!job) throw jobNotFound();
    return work(tx, job, isHere);
  });
}

/** The job was deleted with its conversation or message while something was done with it. */
export const isGone = (error: unknown) => AppError.isInstance(error) && error.code === jobNotFound().code;
