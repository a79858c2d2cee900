import { MAX_EVENT_DATA_BYTES } from '../ports';

export type EmbeddedLimits = {
  maxConnections: number;
  maxSubscriptionsPerConnection: number;
  maxClientEventsPerSecond: number;
  /** Largest WebSocket message taken from a client. */
  maxMessageBytes: number;
  maxEventDataBytes: number;
  maxBatchSize: number;
  /** Unsent bytes of one connection above which it counts as dead. */
  maxBufferedBytes: number;
  /** Silence after which a ping is due. */
  activityTimeoutMs: number;
  /** Time for the answer to a ping. */
  pongTimeoutMs: number;
};

export const defaultLimits: EmbeddedLimits = {
  // About 20 KB of memory each, far more than one machine's people need.
  maxConnections: 10_000,
  maxSubscriptionsPerConnection: 100,
  // Both as hosted Pusher has them.
  maxClientEventsPerSecond: 10,
  maxBatchSize: 10,
  maxEventDataBytes: MAX_EVENT_DATA_BYTES,
  // A client event at its limit, escaped, inside its envelope.
  maxMessageBytes: 32_768,
  // Some thousand thin events. A browser that far behind is quicker with one catch-up after reconnecting.
  maxBufferedBytes: 1_048_576,
  // Reverse proxies commonly cut connections after 60 s of silence; Pusher's own 120 s would never be reached.
  activityTimeoutMs: 30_000,
  pongTimeoutMs: 30_000,
};
