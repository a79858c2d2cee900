import { closeRun, listOpenRunsOfEveryone, type OpenRun, readMessages } from '@/lib/conversation';
import { isCertainlyDead, readSaidText } from '@/lib/generation';
import { type Clock, systemClock } from '@/lib/kernel';
import { logger } from '@/lib/platform/logger';
import { chargeAbandoned } from './run/charge-abandoned';
import { listJobsOf } from './tools/read-jobs';

/** Five heartbeats missed. */
const SILENT_MS = 15_000;
const BATCH = 200;
/** Rounds come every two seconds. With a longer gap the machine slept, or the database was away. */
const MAX_GAP_MS = 6_000;

const interrupted = {
  code: 'generation.interrupted',
  message: 'The answer was interrupted by a restart. What was said is kept. Try again.',
  retryable: true,
};

/**
 * Makes the round of a reaper. Silence counts only while the reaper itself was awake and saw the database: after a
 * sleep or an outage all holders seem silent, and get the time to be heard again.
 */
export function createReaper(clock: Clock = systemClock): () => Promise<number> {
  let watchingSince: number | null = null;
  let lastRoundAt = 0;
  return async () => {
    const now = clock.now();
    const gapMs = now - lastRoundAt;
    if (watchingSince === null || gapMs > MAX_GAP_MS || gapMs < 0) watchingSince = now;
    lastRoundAt = now;
    try {
      return await reapRuns(now - watchingSince);
    } catch (error) {
      watchingSince = null;
      throw error;
    }
  };
}

/**
 * Closes the runs whose process is gone, with what they had said: at once when it is certainly dead, else after
 * 15 s of silence, of which the caller must have watched as much. Returns how many it closed. Any number of
 * reapers may run: closing is compare-and-set.
 */
export async function reapRuns(watchedMs = Number.POSITIVE_INFINITY): Promise<number> {
  let closed = 0;
  for (;;) {
    const open = await listOpenRunsOfEveryone(BATCH);
    let closedNow = 0;
    for (const run of open) {
      const isSilent = Math.min(run.silentMs, watchedMs) >= SILENT_MS;
      if ((isSilent || isCertainlyDead(run.holder)) && (await closeAbandoned(run))) closedNow += 1;
    }
    closed += closedNow;
    // A full batch hides others behind it. Those of dead processes come first: they are silent longest.
    if (open.length < BATCH || closedNow === 0) return closed;
  }
}

/** One run that cannot be closed must not keep the others open. */
async function closeAbandoned(run: OpenRun): Promise<boolean> {
  try {
    return await close(run);
  } catch (error) {
    logger.error('abandoned answer not closed', { runId: run.id, error });
    return false;
  }
}

async function close(run: OpenRun): Promise<boolean> {
  const [said, [message], jobs] = await Promise.all([
    readSaidText(run.ownerId, run.id),
    readMessages(run.ownerId, [run.messageId]),
    listJobsOf(run.ownerId, [run.messageId]),
  ]);
  // A job goes on without the run that asked for it: it is in the answer, and so is what it makes.
  const hasAnything = said.text !== '' || (message?.asset_ids.length ?? 0) > 0 || jobs.has(run.messageId);
  await chargeAbandoned(run, message?.metadata.model_used, `${said.text}${said.reasoning}`);
  return closeRun(
    run.ownerId,
    { id: run.id, messageId: run.messageId },
    {
      status: hasAnything ? 'partial' : 'failed',
      content: said.text === '' ? null : said.text,
      metadata: said.reasoning ? { reasoning: said.reasoning } : {},
      error: interrupted,
    },
  );
}
