type LimitRule = { max: number; windowMs: number };

type LimitOutcome = {
  allowed: boolean;
  /** How many more are allowed in this window. */
  remaining: number;
  /** How long until the next one is allowed; 0 when this one was. */
  retryAfterMs: number;
};

export type MessageHandler = (message: unknown) => void;

/**
 * Small values that live for a while, counters, rate limits, and messages between processes. What is kept here
 * may be lost in a crash of the store: nothing that was acknowledged to a person belongs here.
 *
 * Every method throws AppError `kv.unavailable` (retryable) when the store cannot be reached.
 */
export type KeyValue = {
  /** @returns the value, or null when there is none or its time is over */
  get(key: string): Promise<unknown>;
  /** Keeps a JSON value other than null, for `ttlMs` or until it is deleted. */
  set(key: string, value: unknown, options?: { ttlMs?: number }): Promise<void>;
  /** Forgets the value and what `limit` counted under this key. */
  delete(key: string): Promise<void>;
  /**
   * Adds one, atomically, from 0. `ttlMs` runs from the first call; later calls do not prolong it.
   * Throws `kv.not_a_number` when something else is kept under the key.
   * @returns the new count
   */
  increment(key: string, options?: { ttlMs?: number }): Promise<number>;
  /** Counts one use, atomically, and says whether it is within `max` in a window of `windowMs`. */
  limit(key: string, rule: LimitRule): Promise<LimitOutcome>;
  /**
   * Sends a JSON value to everyone who is subscribed now, in any process; at most once, never stored.
   * Throws `kv.message_too_large` above MAX_MESSAGE_BYTES.
   */
  publish(channel: string, message: unknown): Promise<void>;
  /** Resolves once messages are heard. After a lost connection it listens again; what was sent meanwhile is lost. */
  subscribe(channel: string, handler: MessageHandler): Promise<() => Promise<void>>;
};
