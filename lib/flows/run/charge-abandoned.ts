import { costOf } from '@/lib/models';
import { logger } from '@/lib/platform/logger';
import { settleCharge } from '../charge';
import { guessUsage, keyOfAnswer } from './answer-charge';

/**
 * Charges what an answer had said when its process died, by its length. Of one that had said nothing, what was set aside
 * is given back with the rest that nobody settles.
 */
export async function chargeAbandoned(
  run: { id: string; ownerId: string; messageId: string },
  model: string | undefined,
  said: string,
): Promise<void> {
  if (said === '' || !model) return;
  const cost = costOf(model, null, guessUsage({ characters: 0, pictures: 0 }, said));
  await settleCharge(keyOfAnswer(run.id), {
    ...{ ownerId: run.ownerId, amountMicros: cost.micros, isEstimate: true, usage: null },
    audit: { tool: 'answer', parameters: { message_id: run.messageId }, outcome: 'partial' },
  }).catch((error: unknown) => logger.error('charge not ended', { runId: run.id, error }));
}
