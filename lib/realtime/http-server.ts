import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { logger } from '@/lib/platform/logger';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
/** Takes over the socket of an HTTP upgrade. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * The HTTP server of the realtime process. Handlers are found by the first part of the path: `/app` gets
 * `/app` and everything below it.
 */
export function createRealtimeHttpServer(routes: {
  requests: Map<string, RequestHandler>;
  upgrades: Map<string, UpgradeHandler>;
}): http.Server {
  const server = http.createServer(async (request, response) => {
    try {
      const handle = find(routes.requests, request);
      if (handle) await handle(request, response);
      else response.writeHead(404).end();
    } catch (error) {
      logger.error('realtime request failed', { error });
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    }
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    try {
      const handle = find(routes.upgrades, request);
      if (handle) handle(request, socket, head);
      else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    } catch (error) {
      logger.error('realtime upgrade failed', { error });
      socket.destroy();
    }
  });
  return server;
}

function find<T>(handlers: Map<string, T>, request: IncomingMessage): T | undefined {
  if (!URL.canParse(request.url ?? '', 'http://localhost')) return undefined;
  const { pathname } = new URL(request.url ?? '', 'http://localhost');
  return handlers.get(`/${pathname.split('/')[1]}`);
}
