import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/kernel';
import { AnswerAborted } from './answer-aborted';
import { timedOut } from './errors';
import type { Provider } from './ports';
import type { Modality } from './resilience/engine';
import { engineFor } from './resilience/engines';
import { retryDelayMs } from './retry-delay';

const RETRY_MS = 500;

export type EngineOrder = {
  provider: Provider;
  modality: Modality;
  signal: AbortSignal;
  /** For all tries together, from when a place was found; to find one there is as long. */
  timeoutMs: number;
  retryMs?: number;
};

/**
 * One call of an engine that answers at once, tried again while its failures pass. Throws what the engine threw;
 * `models.busy` and `models.resting` without asking it, and the former when there is no place in time; after `timeoutMs`
 * `models.timeout`; when `signal` was aborted an error for which `isAbort` is true.
 */
export async function callEngine<T>(
  { provider, modality, signal, timeoutMs, retryMs = RETRY_MS }: EngineOrder,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const engine = engineFor(provider, modality);
  let deadline: AbortSignal | null = null;
  let last: unknown = null;
  for (let attempt = 1; ; attempt++) {
    const passage = await engine.enter(signal, timeoutMs).catch((error: unknown) => {
      // Closed by this call's own tries: what went wrong says more than that nobody is let in.
      throw last && AppError.isInstance(error) ? last : error;
    });
    deadline ??= AbortSignal.timeout(timeoutMs);
    const either = AbortSignal.any([signal, deadline]);
    try {
      const made = await untilAborted(call(either), either);
      passage.succeeded();
      return made;
    } catch (error) {
      if (signal.aborted) {
        passage.stopped();
        throw new AnswerAborted();
      }
      const failure = deadline.aborted ? timedOut({ name: provider.name, cause: error }) : error;
      passage.failed(failure);
      const delayMs = retryDelayMs(failure, attempt, retryMs);
      if (delayMs === null) throw failure;
      last = failure;
      await sleep(delayMs, undefined, { signal }).catch(() => {
        throw new AnswerAborted();
      });
    }
  }
}

/** What an engine that does not notice the signal is doing is no longer waited for. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new AnswerAborted());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
