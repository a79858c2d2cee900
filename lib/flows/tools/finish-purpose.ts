import type { Job } from '@/lib/contracts';
import { addFilm, changeConversation } from '@/lib/conversation';
import type { Transaction } from '@/lib/platform/transaction';

/**
 * Puts what a job made to its use, for jobs that are not shown in a message, in the transaction that completes it. The
 * conversation is locked.
 */
export async function finishPurpose(
  tx: Transaction,
  ownerId: string,
  job: Job,
  assetIds: string[],
): Promise<void> {
  const [assetId] = assetIds;
  const { purpose, conversation_id: id, parameters } = job;
  if (!assetId) return;
  if (purpose === 'cover') await changeConversation(ownerId, id, { coverAssetId: assetId }, null, tx);
  if (purpose === 'background') {
    const mood = typeof parameters.mood === 'string' ? parameters.mood : null;
    await addFilm(tx, ownerId, id, { assetId, mood });
  }
  // What is read aloud belongs to its job: whoever asks for the same finds it there.
}
