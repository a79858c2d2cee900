import { type Clock, systemClock } from '@/lib/kernel';
import { logger } from '@/lib/platform/logger';
import { type Listener, listenToDatabase } from '@/lib/platform/notifications';

const HEARTBEAT_CHANNEL = 'strand_realtime_heartbeat';
const HEARTBEAT_MS = 10_000;
/** Three heartbeats that were sent but not heard. */
const DEAF_AFTER_MS = 35_000;
const CONNECT_RETRY_MS = { first: 500, most: 5000 };

export type Listening = {
  /** Whether something was heard lately. */
  isAlive(): boolean;
  close(): Promise<void>;
};

/**
 * Listens to a NOTIFY channel for as long as the process lives. A connection can die without either side
 * noticing, and would then be silent for hours; so a heartbeat is sent through the database, and a listener
 * that does not hear it is replaced.
 * `onConnected` gets the moment until which nothing can have been missed.
 */
export function keepListening(options: {
  channel: string;
  firstHeardAt: number;
  sendHeartbeat(channel: string): Promise<void>;
  onPayload(payload: string): void;
  onConnected(lastHeardAt: number): void;
  clock?: Clock;
  heartbeatMs?: number;
  deafAfterMs?: number;
}): Listening {
  const { clock = systemClock, heartbeatMs = HEARTBEAT_MS, deafAfterMs = DEAF_AFTER_MS } = options;
  let lastHeardAt = options.firstHeardAt;
  let connectedAt: number | null = null;
  let listener: Listener | null = null;
  let retry: NodeJS.Timeout | undefined;
  let retryMs = CONNECT_RETRY_MS.first;
  let closed = false;

  async function open(): Promise<void> {
    try {
      const opened = await listenToDatabase({
        channels: [options.channel, HEARTBEAT_CHANNEL],
        onNotification(channel, payload) {
          lastHeardAt = clock.now();
          if (channel === options.channel) options.onPayload(payload);
        },
        onConnected() {
          connectedAt = clock.now();
          retryMs = CONNECT_RETRY_MS.first;
          options.onConnected(lastHeardAt);
          lastHeardAt = connectedAt;
        },
      });
      if (closed) await opened.close();
      else listener = opened;
    } catch (error) {
      if (closed) return;
      logger.warn('database not reached for live updates; trying again', { error });
      retry = setTimeout(open, retryMs);
      retryMs = Math.min(retryMs * 2, CONNECT_RETRY_MS.most);
    }
  }

  async function beat(): Promise<void> {
    try {
      await options.sendHeartbeat(HEARTBEAT_CHANNEL);
    } catch {
      // The database is away; the listener reconnects by itself.
      return;
    }
    if (closed || !listener || clock.now() - lastHeardAt < deafAfterMs) return;
    logger.warn('database listener is deaf; replacing it');
    const deaf = listener;
    listener = null;
    // Not awaited: saying goodbye on a dead connection may take for ever.
    void deaf.close().catch(() => {});
    void open();
  }

  void open();
  const beating = setInterval(() => void beat(), heartbeatMs);
  beating.unref();
  return {
    isAlive: () => connectedAt !== null && clock.now() - lastHeardAt < deafAfterMs,
    async close() {
      closed = true;
      clearTimeout(retry);
      clearInterval(beating);
      await listener?.close();
    },
  };
}
