import { LiveRun, registerRun, releaseRun } from '@/lib/generation';
import { logger } from '@/lib/platform/logger';
import { keepHeartbeat } from '../keep-heartbeat';
import { AnswerCharge } from './answer-charge';
import { answerWithModel } from './answer-loop';
import { AnswerWriter } from './answer-writer';
import { answerWithTool } from './person-call';
import type { RunRequest } from './run-request';

/**
 * Starts writing an answer and returns its live run at once. The run belongs to no request: it ends by
 * itself, by `stopRun`, or by the reaper if this process dies.
 */
export function startRun(request: RunRequest): LiveRun {
  const live = new LiveRun(request.run.id, request.ownerId);
  registerRun(live);
  keepHeartbeat();
  live.write({
    type: 'start',
    messageId: request.run.message_id,
    messageMetadata: { run_id: request.run.id, model_used: request.model.id },
  });
  live.write({ type: 'start-step' });
  void generate(request, live)
    .catch((error: unknown) => logger.error('run ended badly', { runId: request.run.id, error }))
    .finally(() => releaseRun(live));
  return live;
}

async function generate(request: RunRequest, live: LiveRun): Promise<void> {
  const charge = new AnswerCharge(request);
  const writer = new AnswerWriter(request, live, charge);
  let failure: unknown = null;
  try {
    const { signal } = live.controller;
    if (request.toolCall) await answerWithTool(request, request.toolCall, writer, signal);
    else await answerWithModel(request, writer, charge, signal);
  } catch (error) {
    failure = error;
  }
  try {
    await writer.finish(failure);
  } finally {
    // Whatever happened: readers come back, and hear from the log and the database how it ended.
    await live.end();
  }
}
