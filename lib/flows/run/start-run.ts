import { LiveRun, registerRun, releaseRun } from '@/lib/generation';
import { streamAnswer } from '@/lib/models';
import { logger } from '@/lib/platform/logger';
import { buildPrompt } from '../build-prompt';
import { keepHeartbeat } from '../keep-heartbeat';
import { AnswerWriter } from './answer-writer';
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
  const writer = new AnswerWriter(request, live);
  let failure: unknown = null;
  try {
    await answer(request, writer, live.controller.signal);
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

async function answer(request: RunRequest, writer: AnswerWriter, signal: AbortSignal): Promise<void> {
  const messages = await buildPrompt(request.ownerId, await request.readHistory(), request.model, {
    signal,
    say: (label) => writer.write({ type: 'status', label }),
  });
  for await (const part of streamAnswer({ model: request.model.id, messages, signal })) {
    // An engine that is slow to notice a stop must not go on being heard.
    signal.throwIfAborted();
    // Only a file is waited for: it must be stored before anyone sees it. Text never waits.
    if (part.type === 'file') await writer.writeFile(part);
    else if (part.type === 'finish') {
      if (part.usage) writer.record.addUsage(part.usage);
      writer.record.refused = part.reason === 'content_filter';
    } else if (part.type !== 'tool-call' && part.type !== 'sources') writer.write(part);
  }
}
