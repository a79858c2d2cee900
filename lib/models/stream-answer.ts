import { setTimeout as sleep } from 'node:timers/promises';
import { AnswerAborted } from './answer-aborted';
import { timedOut, unknownModel } from './errors';
import { findOffered } from './list-models';
import type { AnswerPart, AnswerRequest } from './ports';
import { retryDelayMs } from './retry-delay';
import { StageWatch } from './stage-watch';
import { type TimeLimits, timeLimitsFor } from './time-limits';

/**
 * Streams an answer. Nothing is asked of the provider until the first part is read; leaving the loop early
 * ends the provider's call.
 *
 * Throws an AppError `models.*` whose sentence may be shown, or, when `request.signal` was aborted, an error
 * for which `isAbort` is true. Failures that may pass are tried again, but only while nothing of the answer was yielded.
 */
export async function* streamAnswer(
  request: AnswerRequest,
  options: { timeouts?: Partial<TimeLimits> } = {},
): AsyncGenerator<AnswerPart, void, undefined> {
  const { messages, tools, signal } = request;
  if (signal.aborted) throw new AnswerAborted();
  const offered = await findOffered(request.model);
  if (!offered) throw unknownModel();
  const { provider, language, model } = offered;
  const limits = timeLimitsFor(model, options.timeouts);
  const endsAt = performance.now() + limits.totalMs;

  for (let attempt = 1; ; attempt++) {
    const watch = new StageWatch(limits, endsAt, signal);
    let yielded = false;
    let failure: unknown;
    try {
      for await (const part of language.stream({
        model,
        messages,
        tools,
        signal: watch.signal,
        progress: watch,
      })) {
        // A status is no part of the answer: saying it twice does no harm.
        yielded ||= part.type !== 'status';
        yield part;
      }
      if (!watch.signal.aborted) return;
    } catch (error) {
      failure = error;
    } finally {
      watch.close();
    }
    if (signal.aborted) throw new AnswerAborted();
    if (watch.timedOut) throw timedOut({ name: provider.name, cause: failure });
    const delayMs = yielded ? null : retryDelayMs(failure, attempt, limits.retryMs);
    if (delayMs === null || performance.now() + delayMs >= endsAt) throw failure;
    await sleep(delayMs, undefined, { signal }).catch(() => {
      throw new AnswerAborted();
    });
  }
}
