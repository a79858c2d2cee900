import pg from 'pg';
import { requireDatabaseUrl } from './db';
import { logger } from './logger';

const RECONNECT_DELAY_MS = 500;

export type Listener = { close(): Promise<void> };

/**
 * Listens to PostgreSQL NOTIFY channels and keeps listening across restarts of the server.
 * `onConnected(again)` runs after each LISTEN took hold; with `again` true, notifications may have been missed.
 */
export async function listenToDatabase(options: {
  channels: string[];
  onNotification(channel: string, payload: string): void;
  onConnected?(again: boolean): void;
  url?: string;
}): Promise<Listener> {
  const url = options.url ?? requireDatabaseUrl();
  let closed = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  async function connect(again: boolean): Promise<void> {
    const next = new pg.Client({ connectionString: url, keepAlive: true });
    next.on('error', (error) => logger.warn('database listener lost', { error }));
    next.on('end', () => {
      if (!closed && client === next) scheduleReconnect();
    });
    next.on('notification', (message) => options.onNotification(message.channel, message.payload ?? ''));
    try {
      await next.connect();
      for (const channel of options.channels) await next.query(`LISTEN "${channel.replaceAll('"', '""')}"`);
    } catch (error) {
      await next.end().catch(() => {});
      throw error;
    }
    if (closed) return next.end();
    client = next;
    options.onConnected?.(again);
  }

  function scheduleReconnect(): void {
    clearTimeout(retry);
    retry = setTimeout(() => {
      connect(true).catch(() => scheduleReconnect());
    }, RECONNECT_DELAY_MS);
  }

  await connect(false);
  return {
    async close() {
      closed = true;
      clearTimeout(retry);
      await client?.end();
    },
  };
}
