import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '@/lib/kernel';
import { eventTooLarge } from '../errors';
import type { Publication } from '../ports';
import type { Credentials } from '../settings';
import { ChannelRegistry } from './channel-registry';
import { fanOutEvent } from './fan-out-event';
import { createHttpApi } from './http-api';
import { defaultLimits, type EmbeddedLimits } from './limits';
import { createWebSocketEndpoint } from './websocket-server';

export type EmbeddedServer = {
  readonly maxBatchSize: number;
  /** Delivers an event to the subscribers connected now. Throws `realtime.event_too_large`. */
  publish(publication: Publication): void;
  /** Handles a request below `/apps/`: Pusher's signed HTTP API. */
  handleRequest(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Handles the WebSocket upgrade of `/app/<key>`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  stats(): { connections: number; channels: number };
  /** Ends all connections. Clients come back by themselves. */
  close(): void;
};

/**
 * A server of the Pusher Channels protocol, without Pusher: public, private and presence channels, client
 * events, the HTTP API. It keeps nothing: an event goes to whoever is connected at that moment.
 */
export function createEmbeddedServer(
  credentials: Credentials,
  options: { limits?: Partial<EmbeddedLimits>; clock?: Clock } = {},
): EmbeddedServer {
  const limits = { ...defaultLimits, ...options.limits };
  const registry = new ChannelRegistry();
  const context = { credentials, registry, limits, clock: options.clock };
  const endpoint = createWebSocketEndpoint(context);
  return {
    maxBatchSize: limits.maxBatchSize,
    publish({ channel, event, data, exceptSocketId }) {
      const text = typeof data === 'string' ? data : JSON.stringify(data);
      if (Buffer.byteLength(text) > limits.maxEventDataBytes) throw eventTooLarge();
      fanOutEvent(registry, { channel, event, data: text, exceptSocketId });
    },
    handleRequest: createHttpApi(context),
    handleUpgrade: endpoint.accept,
    stats: () => ({ connections: endpoint.connectionCount, channels: registry.size }),
    close: endpoint.close,
  };
}
