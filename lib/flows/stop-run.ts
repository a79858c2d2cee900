import type { Run } from '@/lib/contracts';
import { findRun, listOpenRuns, runNotFound } from '@/lib/conversation';
import { getLiveRun } from '@/lib/generation';
import { kv } from '@/lib/platform/kv';
import { STOP_CHANNEL } from './keep-heartbeat';

const CLOSE_WAIT_MS = 5_000;
const POLL_MS = 30;

/**
 * Stops a run from any device and answers with its end. What was said stays. Stopping a finished run changes
 * nothing. Throws `conversation.run_not_found`.
 */
export async function stopRun(ownerId: string, runId: string): Promise<Run> {
  const run = await findRun(ownerId, runId);
  if (!run) throw runNotFound();
  if (run.finished_at) return run;
  await abortRun(runId);
  const deadline = Date.now() + CLOSE_WAIT_MS;
  for (;;) {
    const now = await findRun(ownerId, runId);
    if (!now) throw runNotFound();
    if (now.finished_at || Date.now() > deadline) return now;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Aborts the open runs of a conversation, without waiting for their ends. */
export async function stopRunsOf(ownerId: string, conversationId: string): Promise<void> {
  for (const run of await listOpenRuns(ownerId, conversationId)) await abortRun(run.id);
}

async function abortRun(runId: string): Promise<void> {
  const live = getLiveRun(runId);
  if (live) live.controller.abort();
  else await kv().publish(STOP_CHANNEL, runId);
}
