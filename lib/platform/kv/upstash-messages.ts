import { setTimeout } from 'node:timers/promises';
import { logger } from '../logger';
import { ChannelHandlers } from './channel-handlers';
import type { MessageHandler } from './port';
import { readServerSentData } from './read-server-sent-data';

const RECONNECT_MS = { first: 500, most: 15_000 };

/**
 * Messages over Upstash's SSE form of SUBSCRIBE, one request per channel. The package's own subscriber ends in
 * silence when its stream ends, so the stream is read here, and opened again whenever it breaks.
 */
export function createUpstashMessages(account: { url: string; token: string }, prefix: string) {
  const handlers = new ChannelHandlers();
  const streams = new Map<string, { heard: Promise<void>; stop: AbortController }>();
  const channelName = (channel: string) => `${prefix}:${channel}`;

  function open(channel: string): { heard: Promise<void>; stop: AbortController } {
    const stop = new AbortController();
    const heard = new Promise<void>((resolve, reject) => {
      void keepReading(channel, stop.signal, resolve, reject);
    });
    return { heard, stop };
  }

  /** Reads until stopped. Only the first attempt may fail: later ones are repeated. */
  async function keepReading(
    channel: string,
    signal: AbortSignal,
    onHeard: () => void,
    onFailed: (error: unknown) => void,
  ): Promise<void> {
    let delayMs = RECONNECT_MS.first;
    let wasHeard = false;
    while (!signal.aborted) {
      let failure: unknown = new Error('The stream of messages ended.');
      try {
        await readChannel(channel, signal, () => {
          wasHeard = true;
          delayMs = RECONNECT_MS.first;
          onHeard();
        });
      } catch (error) {
        failure = error;
      }
      if (signal.aborted) return;
      if (!wasHeard) return onFailed(failure);
      logger.warn('messages between processes interrupted', { channel, error: failure });
      await setTimeout(delayMs, undefined, { signal }).catch(() => {});
      delayMs = Math.min(delayMs * 2, RECONNECT_MS.most);
    }
  }

  async function readChannel(channel: string, signal: AbortSignal, onHeard: () => void): Promise<void> {
    const name = channelName(channel);
    const response = await fetch(`${account.url.replace(/\/$/, '')}/subscribe/${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${account.token}`, accept: 'text/event-stream' },
      cache: 'no-store',
      signal,
    });
    if (!response.ok || !response.body)
      throw new Error(`Subscribing was answered with status ${response.status}.`);
    const message = `message,${name},`;
    for await (const data of readServerSentData(response.body)) {
      if (data.startsWith('subscribe,')) onHeard();
      else if (data.startsWith(message)) handlers.deliver(channel, data.slice(message.length));
    }
  }

  return {
    channelName,
    async subscribe(channel: string, handler: MessageHandler): Promise<() => Promise<void>> {
      const remove = handlers.add(channel, handler);
      const stream = streams.get(channel) ?? open(channel);
      streams.set(channel, stream);
      const leave = () => {
        remove();
        if (handlers.has(channel) || streams.get(channel) !== stream) return;
        streams.delete(channel);
        stream.stop.abort();
      };
      try {
        await stream.heard;
      } catch (error) {
        leave();
        throw error;
      }
      return async () => leave();
    },
  };
}
