import {
  type BulkheadPolicy,
  bulkhead,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  isBulkheadRejectedError,
} from 'cockatiel';
import { AppError } from '@/lib/kernel';
import { AnswerAborted } from '../answer-aborted';
import { busy, resting } from '../errors';
import { deferred } from './deferred';
import { Passage } from './passage';

/** What kind of work it is; each has its own port. */
export type Modality = 'language' | 'image' | 'video' | 'speech' | 'transcription' | 'search';

export type EngineLimits = { concurrency: number; queue: number };

/** One failure may be chance, five in a row are not. */
const FAILURES_TO_OPEN = 5;
/** Long enough for a provider to restart, short enough that nobody has to come back tomorrow. */
const REST_MS = 30_000;

const A_DAY_MS = 24 * 60 * 60_000;

/** Failures of the engine itself. What is wrong with a request, a key or an account says nothing about the next call. */
const ofTheEngine = new Set([
  'models.unavailable',
  'models.timeout',
  'models.interrupted',
  'models.bad_answer',
  'models.rate_limited',
]);
const isOfTheEngine = (error: unknown) =>
  AppError.isInstance(error) && error.retryable && ofTheEngine.has(error.code);

export type EngineState = {
  calls: number;
  failures: number;
  lastError: { code: string; at: number } | null;
  breaker: 'closed' | 'open' | 'half_open';
  running: number;
  queued: number;
};

/**
 * Guards one provider's way of doing one kind of work: so many calls at a time, some more that wait, and after several
 * failures in a row none for a while, then one to try.
 */
export class Engine {
  readonly #name: string;
  readonly #readLimits: () => EngineLimits;
  readonly #breaker: CircuitBreakerPolicy;
  #limits: EngineLimits;
  #places: BulkheadPolicy;
  #openedAt = 0;
  #calls = 0;
  #failures = 0;
  #lastError: EngineState['lastError'] = null;

  /** `readLimits` is asked before each call: limits may change while the process runs. */
  constructor(name: string, readLimits: () => EngineLimits) {
    this.#name = name;
    this.#readLimits = readLimits;
    this.#limits = readLimits();
    this.#places = bulkhead(this.#limits.concurrency, this.#limits.queue);
    this.#breaker = circuitBreaker(handleWhen(isOfTheEngine), {
      halfOpenAfter: REST_MS,
      breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
    });
    this.#breaker.onBreak(() => {
      this.#openedAt = Date.now();
    });
  }

  /**
   * Waits for a place, as long as `patienceMs`. Throws `models.busy` after that and when too many wait already,
   * `models.resting` while the engine is left alone, and an error for which `isAbort` is true when `signal` is aborted
   * first.
   */
  async enter(signal: AbortSignal, patienceMs = A_DAY_MS): Promise<Passage> {
    if (signal.aborted) throw new AnswerAborted();
    this.#refuseWhileResting();
    const passage = new Passage(this.#breaker, (failure) => this.#note(failure));
    const entered = deferred<Passage>();
    let isGone = false;
    const leave = (error: AppError | AnswerAborted) => {
      isGone = true;
      entered.reject(error);
    };
    const stop = () => leave(new AnswerAborted());
    const patience = setTimeout(() => leave(busy({ name: this.#name })), patienceMs);
    signal.addEventListener('abort', stop, { once: true });
    this.#freshPlaces()
      .execute(async () => {
        if (isGone) return;
        // It may have been closed while this one waited.
        this.#refuseWhileResting();
        passage.open();
        this.#calls += 1;
        entered.resolve(passage);
        await passage.left;
      })
      .catch((error: unknown) =>
        entered.reject(isBulkheadRejectedError(error) ? busy({ name: this.#name }) : error),
      );
    try {
      return await entered.promise;
    } finally {
      clearTimeout(patience);
      signal.removeEventListener('abort', stop);
    }
  }

  state(): EngineState {
    const running = this.#limits.concurrency - this.#places.executionSlots;
    const queued = this.#limits.queue - this.#places.queueSlots;
    return {
      ...{ calls: this.#calls, failures: this.#failures, lastError: this.#lastError, running, queued },
      breaker: this.#restsForMs() > 0 ? 'open' : this.#isTrusted() ? 'closed' : 'half_open',
    };
  }

  #isTrusted(): boolean {
    return this.#breaker.state === CircuitState.Closed;
  }

  #restsForMs(): number {
    if (this.#breaker.state !== CircuitState.Open) return 0;
    return Math.max(0, this.#openedAt + REST_MS - Date.now());
  }

  /** While one call tries whether it works again, the others do not wait to hear of it. */
  #refuseWhileResting(): void {
    const restsForMs = this.#restsForMs();
    if (restsForMs > 0 || this.#breaker.state === CircuitState.HalfOpen)
      throw resting({ name: this.#name }, restsForMs || REST_MS);
  }

  #note(failure: unknown): void {
    this.#failures += 1;
    const code = AppError.isInstance(failure) ? failure.code : 'models.failed';
    this.#lastError = { code, at: Date.now() };
  }

  #freshPlaces(): BulkheadPolicy {
    const limits = this.#readLimits();
    if (limits.concurrency !== this.#limits.concurrency || limits.queue !== this.#limits.queue) {
      this.#limits = limits;
      this.#places = bulkhead(limits.concurrency, limits.queue);
    }
    return this.#places;
  }
}
