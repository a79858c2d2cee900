import type { Progress } from './ports';
import type { TimeLimits } from './time-limits';

/**
 * Watches one try at an answer: aborts `signal` when a stage takes too long or when the caller stops.
 * A chunk only notes the time; a timer that is early re-arms itself, so nothing is scheduled per token.
 */
export class StageWatch implements Progress {
  readonly #controller = new AbortController();
  readonly #limits: TimeLimits;
  readonly #caller: AbortSignal;
  readonly #endsAt: number;
  #limitMs: number;
  #since = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #timedOut = false;
  readonly #stopForCaller = () => this.#controller.abort();

  /** `endsAt` is on the clock of `performance.now()`: the end of all tries together. */
  constructor(limits: TimeLimits, endsAt: number, caller: AbortSignal) {
    this.#limits = limits;
    this.#endsAt = endsAt;
    this.#caller = caller;
    this.#limitMs = limits.headersMs;
    if (caller.aborted) this.#controller.abort();
    else caller.addEventListener('abort', this.#stopForCaller, { once: true });
    this.#check();
  }

  /** Aborted when the try must end, for whatever reason. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** True when a stage, not the caller, ended the try. */
  get timedOut(): boolean {
    return this.#timedOut;
  }

  headersArrived(): void {
    this.#enter(this.#limits.firstChunkMs);
  }

  chunkArrived(): void {
    if (this.#limitMs === this.#limits.chunkMs) this.#since = performance.now();
    else this.#enter(this.#limits.chunkMs);
  }

  drawingStarted(): void {
    this.#enter(Math.max(this.#limits.drawingMs, this.#limits.chunkMs));
  }

  /** Ends the watch and whatever is still running under `signal`. */
  close(): void {
    clearTimeout(this.#timer);
    this.#caller.removeEventListener('abort', this.#stopForCaller);
    this.#controller.abort();
  }

  #enter(limitMs: number): void {
    this.#limitMs = limitMs;
    this.#since = performance.now();
    clearTimeout(this.#timer);
    this.#check();
  }

  #check = (): void => {
    if (this.signal.aborted) return;
    const leftMs = Math.min(this.#since + this.#limitMs, this.#endsAt) - performance.now();
    if (leftMs > 0) {
      // A timer may fire up to a millisecond early.
      this.#timer = setTimeout(this.#check, Math.ceil(leftMs) + 1);
      return;
    }
    this.#timedOut = true;
    this.#controller.abort();
  };
}
