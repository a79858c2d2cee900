import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Clock, systemClock } from '@/lib/kernel';
import type { Credentials } from '../settings';
import type { ChannelRegistry } from './channel-registry';
import { Connection } from './connection';
import { ConnectionPool } from './connection-pool';
import { handleMessage } from './handle-message';
import type { EmbeddedLimits } from './limits';
import { encodeProtocolMessage, MAX_PROTOCOL, MIN_PROTOCOL, type PusherCode, pusherCodes } from './protocol';
import { unsubscribe } from './subscribe';

export type WebSocketEndpoint = {
  readonly connectionCount: number;
  /** Takes over an HTTP upgrade of `/app/<key>`. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
};

/** The WebSocket side: one connection per browser, limited in number, kept alive by pings. */
export function createWebSocketEndpoint(context: {
  credentials: Credentials;
  registry: ChannelRegistry;
  limits: EmbeddedLimits;
  clock?: Clock;
}): WebSocketEndpoint {
  const { credentials, registry, limits, clock = systemClock } = context;
  const pool = new ConnectionPool(limits);
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: limits.maxMessageBytes,
    // Thin events do not shrink, and deflating costs several times what sending does.
    perMessageDeflate: false,
  });
  const sweeping = setInterval(() => pool.sweep(clock.now()), Math.min(5000, limits.activityTimeoutMs / 4));
  sweeping.unref();

  function open(socket: WebSocket, request: IncomingMessage): void {
    const connection = new Connection(socket, limits, clock.now());
    socket.on('error', () => socket.terminate());
    const refusal = refuse(request, credentials.key);
    if (refusal) {
      connection.close(...refusal);
      return;
    }
    if (!pool.add(connection, clock.now())) {
      connection.close(pusherCodes.overCapacity, 'The server is full.');
      return;
    }
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      const now = clock.now();
      connection.heard(now);
      if (isBinary) connection.sendError(pusherCodes.invalidMessage, 'Only text messages are taken.');
      else handleMessage({ credentials, registry, limits }, connection, data.toString('utf8'), now);
    });
    socket.on('close', () => {
      pool.remove(connection);
      for (const channel of [...connection.channels.keys()]) unsubscribe(registry, connection, channel);
    });
    connection.send(
      encodeProtocolMessage('pusher:connection_established', {
        socket_id: connection.socketId,
        activity_timeout: Math.max(1, Math.round(limits.activityTimeoutMs / 1000)),
      }),
    );
  }

  return {
    get connectionCount() {
      return pool.size;
    },
    accept: (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (webSocket) => open(webSocket, request)),
    close() {
      clearInterval(sweeping);
      pool.terminateAll();
    },
  };
}

/** Why a client may not connect, or null. */
function refuse(request: IncomingMessage, key: string): [PusherCode, string] | null {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname !== `/app/${key}`) return [pusherCodes.unknownKey, 'There is no app with this key.'];
  const protocol = url.searchParams.get('protocol');
  if (protocol === null) return [pusherCodes.missingProtocol, 'No protocol version was given.'];
  const version = Number(protocol);
  if (!Number.isInteger(version))
    return [pusherCodes.invalidProtocol, 'The protocol version is not a number.'];
  if (version < MIN_PROTOCOL || version > MAX_PROTOCOL) {
    return [
      pusherCodes.unsupportedProtocol,
      `Only protocol versions ${MIN_PROTOCOL} to ${MAX_PROTOCOL} are supported.`,
    ];
  }
  return null;
}
