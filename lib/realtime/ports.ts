/** One event on its way to the subscribers of a channel. */
export type Publication = {
  channel: string;
  event: string;
  /** Any JSON value, at most MAX_EVENT_DATA_BYTES once serialised. */
  data: unknown;
  /** The connection that must not get it back: the one that caused it. */
  exceptSocketId?: string;
};

export type Publisher = {
  /** How many publications one `publishBatch` may carry. */
  readonly maxBatchSize: number;
  /**
   * Delivers one event to whoever is subscribed to the channel now.
   * Throws AppError `realtime.event_too_large`, `realtime.publish_refused` (not retryable) or
   * `realtime.publish_failed` (retryable).
   */
  publish(
    channel: string,
    event: string,
    data: unknown,
    options?: { exceptSocketId?: string },
  ): Promise<void>;
  /** Delivers several events, those of one channel in the given order. Fails as a whole, as `publish` does. */
  publishBatch(publications: Publication[]): Promise<void>;
};

/** Hosted Pusher's limit for the data of one event; the embedded server has the same, so that both behave alike. */
export const MAX_EVENT_DATA_BYTES = 10_240;
