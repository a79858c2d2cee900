import { type AbandonedCharge, findAbandoned } from '@/lib/ledger';
import { logger } from '@/lib/platform/logger';
import { releaseCharge } from './charge';

const BATCH = 500;

/**
 * Gives back what was set aside for runs and jobs that ended without saying what they cost: their process was killed in
 * between, or their conversation deleted. Any number of workers may do so. Returns how many it gave back.
 */
export async function recoverReservations(): Promise<number> {
  let released = 0;
  for (;;) {
    const abandoned = await findAbandoned(BATCH);
    let now = 0;
    for (const charge of abandoned) if (await giveBack(charge)) now += 1;
    released += now;
    if (abandoned.length < BATCH || now === 0) return released;
  }
}

/** One that cannot be given back must not keep the others. */
async function giveBack({ key, ownerId, model, tool }: AbandonedCharge): Promise<boolean> {
  try {
    const audit = { tool: tool ?? toolOf(key), outcome: 'abandoned', model, parameters: {} } as const;
    return await releaseCharge(key, { ownerId, audit });
  } catch (error) {
    logger.error('reservation not given back', { key, error });
    return false;
  }
}

const tools: Record<string, string> = {
  run: 'answer',
  transcript: 'transcription',
  description: 'description',
  summary: 'summary',
};

const toolOf = (key: string) => tools[key.split(':')[0] ?? ''] ?? 'unknown';
