import { setTimeout as sleep } from 'node:timers/promises';
import { AnswerAborted } from './answer-aborted';
import { timedOut } from './errors';
import { retryDelayMs } from './retry-delay';

const RETRY_MS = 500;

/**
 * One call of an engine that answers at once, tried again while its failures pass. Throws what the engine threw; after
 * `timeoutMs` for all tries together `models.timeout`; when `signal` was aborted an error for which `isAbort` is true.
 */
export async function callEngine<T>(
  { name, signal, timeoutMs }: { name: string; signal: AbortSignal; timeoutMs: number },
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const either = AbortSignal.any([signal, deadline]);
  for (let attempt = 1; ; attempt++) {
    if (signal.aborted) throw new AnswerAborted();
    try {
      return await call(either);
    } catch (error) {
      if (signal.aborted) throw new AnswerAborted();
      if (deadline.aborted) throw timedOut({ name, cause: error });
      const delayMs = retryDelayMs(error, attempt, RETRY_MS);
      if (delayMs === null) throw error;
      await sleep(delayMs, undefined, { signal }).catch(() => {
        throw new AnswerAborted();
      });
    }
  }
}
