import { closeRun, listOpenRunsOfEveryone, type OpenRun, readMessages } from '@/lib/conversation';
import { isCertainlyDead, readSaidText } from '@/lib/generation';

/** Five heartbeats missed. */
const SILENT_MS = 15_000;
const BATCH = 200;

const interrupted = {
  code: 'generation.interrupted',
  message: 'The answer was interrupted by a restart. What was said is kept. Try again.',
  retryable: true,
};

/**
 * Closes the runs whose process is gone, with what they had said. Returns how many it closed. Any number of
 * reapers may run: closing is compare-and-set.
 */
export async function reapRuns(): Promise<number> {
  let closed = 0;
  for (const run of await listOpenRunsOfEveryone(BATCH)) {
    if (!isCertainlyDead(run.holder) && run.silentMs < SILENT_MS) continue;
    if (await closeAbandoned(run)) closed += 1;
  }
  return closed;
}

async function closeAbandoned(run: OpenRun): Promise<boolean> {
  const [said, [message]] = await Promise.all([
    readSaidText(run.ownerId, run.id),
    readMessages(run.ownerId, [run.messageId]),
  ]);
  const hasAnything = said.text !== '' || (message?.asset_ids.length ?? 0) > 0;
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
