import { type Listener, listenToDatabase } from '../notifications';
import { ChannelHandlers } from './channel-handlers';
import type { MessageHandler } from './port';

const NOTIFY_CHANNEL = 'strand_kv';
/** Neither a stored channel name nor a message has one. */
const SEPARATOR = '\n';

/** Messages over NOTIFY: all channels share one PostgreSQL channel and, in each process, one connection. */
export function createPostgresMessages(databaseUrl?: string) {
  const handlers = new ChannelHandlers();
  let listener: Promise<Listener> | undefined;

  function receive(payload: string): void {
    const end = payload.indexOf(SEPARATOR);
    if (end > 0) handlers.deliver(payload.slice(0, end), payload.slice(end + 1));
  }

  /** Opened by the first subscription, closed with the last. */
  async function listen(): Promise<void> {
    listener ??= listenToDatabase({
      channels: [NOTIFY_CHANNEL],
      onNotification: (_channel, payload) => receive(payload),
      url: databaseUrl,
    });
    const opening = listener;
    try {
      await opening;
    } catch (error) {
      // Else every later subscription would find the same failure.
      if (listener === opening) listener = undefined;
      throw error;
    }
  }

  async function stopWhenUnused(): Promise<void> {
    if (!handlers.isEmpty || !listener) return;
    const closing = listener;
    listener = undefined;
    const opened = await closing.catch(() => null);
    await opened?.close();
  }

  return {
    notifyChannel: NOTIFY_CHANNEL,
    // Not JSON again: escaping could double the size, and NOTIFY has a limit.
    envelope: (channel: string, text: string) => channel + SEPARATOR + text,
    async subscribe(channel: string, handler: MessageHandler): Promise<() => Promise<void>> {
      const remove = handlers.add(channel, handler);
      try {
        await listen();
      } catch (error) {
        remove();
        throw error;
      }
      return async () => {
        remove();
        await stopWhenUnused();
      };
    },
  };
}
