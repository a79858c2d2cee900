import type { Asset } from '@/lib/contracts';
import { attachMade, isMessageHere } from '@/lib/conversation';
import { completeJob, failOpen, type Held, type JobFailure, type JobRow, toJob } from '@/lib/generation';
import type { Transaction } from '@/lib/platform/transaction';
import { cancelWithin } from './cancel-job';
import { finishPurpose } from './finish-purpose';
import { releaseForJob, settleForJob } from './job-charge';
import type { Made } from './made';
import { changeJob, tellJob } from './tell-job';

/**
 * Ends a job well: its files in the message, its cost charged, its event written, all in one transaction. False when the
 * job is not this attempt's any more, or what should show it is gone: then nothing of it is to be kept.
 */
export function endWell(job: JobRow, held: Held, made: Made, assets: Asset[]): Promise<boolean> {
  const assetIds = assets.map(({ id }) => id);
  return changeJob(job.owner_id, job.id, async (tx, now, isHere) => {
    if (!isHere || !(await isShown(tx, now))) {
      await cancelWithin(tx, now);
      return false;
    }
    const row = await completeJob(tx, held, {
      assetIds,
      costMicros: made.costMicros,
      result: made.text === undefined ? null : { text: made.text, citations: made.citations ?? [] },
      model: made.model.id,
      modelName: made.model.name,
      trail: made.trail,
    });
    if (!row) return false;
    if (row.purpose === 'message' && row.message_id) {
      const shown = assets.map(({ id, type, url }) => ({ id, kind: type, url }));
      await attachMade(tx, row.owner_id, row.message_id, shown);
    } else await finishPurpose(tx, row.owner_id, toJob(row), assetIds);
    await tellJob(tx, row, 'job.completed');
    await settleForJob(row, made, tx);
    return true;
  });
}

/** Whether there still is what the result is meant for. */
export async function isShown(tx: Transaction, job: JobRow): Promise<boolean> {
  if (job.purpose !== 'message') return true;
  const { conversation_id: conversationId, message_id: messageId, owner_id: ownerId } = job;
  return messageId !== null && isMessageHere(tx, ownerId, { conversationId, messageId });
}

/**
 * Ends a job badly: what was set aside is given back, and its event tells why. `held`: by this attempt alone; absent: for
 * whoever is at it. False when it has ended otherwise.
 */
export function endBadly(job: JobRow, held: Held | null, why: JobFailure): Promise<boolean> {
  return changeJob(job.owner_id, job.id, async (tx) => {
    const row = await failOpen(tx, held ?? { ownerId: job.owner_id, id: job.id }, why);
    if (!row) return false;
    await tellJob(tx, row, 'job.failed');
    await releaseForJob(row, tx);
    return true;
  });
}
