import { type CircuitBreakerPolicy, CircuitState } from 'cockatiel';
import { deferred } from './deferred';

/** Ends a call that its caller stopped: neither a success nor a failure. */
class Stopped extends Error {}

/** One call on its way through an engine's guard. It has to be left, however it ends; only the first word on that counts. */
export class Passage {
  readonly #breaker: CircuitBreakerPolicy;
  readonly #note: (failure: unknown) => void;
  readonly #verdict = deferred<void>();
  readonly #exit = deferred<void>();
  #isJudged = false;
  #isTrial = false;
  #isLeft = false;

  constructor(breaker: CircuitBreakerPolicy, note: (failure: unknown) => void) {
    this.#breaker = breaker;
    this.#note = note;
  }

  /** Settles when the call is over. */
  get left(): Promise<void> {
    return this.#exit.promise;
  }

  /** Begins the call, in the eyes of the breaker. */
  open(): void {
    this.#breaker.execute(() => this.#verdict.promise).catch(() => {});
    this.#isTrial = this.#breaker.state === CircuitState.HalfOpen;
  }

  /** The first of an answer is there: for a call on trial that is enough, others need not wait for its end. */
  begun(): void {
    if (!this.#isTrial || this.#isJudged) return;
    this.#isJudged = true;
    this.#verdict.resolve();
  }

  /** The call was answered to its end. */
  succeeded(): void {
    if (this.#isLeft) return;
    if (!this.#isJudged) this.#verdict.resolve();
    this.#leave();
  }

  /** The call failed by itself. */
  failed(failure: unknown): void {
    if (this.#isLeft) return;
    this.#note(failure);
    if (this.#isJudged) this.#breaker.execute(() => Promise.reject(failure)).catch(() => {});
    else this.#verdict.reject(failure);
    this.#leave();
  }

  /** The caller does not want it any more. */
  stopped(): void {
    if (this.#isLeft) return;
    if (!this.#isJudged) this.#verdict.reject(new Stopped());
    this.#leave();
  }

  #leave(): void {
    this.#isLeft = true;
    this.#isJudged = true;
    this.#exit.resolve();
  }
}
