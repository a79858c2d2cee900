import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { createEmbeddedServer, type EmbeddedServer } from '@/lib/realtime/embedded';
import { createRealtimeHttpServer } from '@/lib/realtime/http-server';

type Credentials = { appId: string; key: string; secret: string };

/** The embedded server as the realtime process runs it, without the relay. */
export async function startEmbedded(
  credentials: Credentials,
): Promise<{ url: string; embedded: EmbeddedServer; close(): Promise<void> }> {
  const embedded = createEmbeddedServer(credentials);
  const server = createRealtimeHttpServer({
    requests: new Map(),
    upgrades: new Map([['/app', embedded.handleUpgrade]]),
  });
  const port = await listen(server);
  return {
    url: `ws://127.0.0.1:${port}/app/${credentials.key}?protocol=7`,
    embedded,
    async close() {
      embedded.close();
      await closeServer(server);
    },
  };
}

/** Nothing but `ws`: no deflate, no protocol, and the buffer framed once for all sockets. */
export async function startBare(): Promise<{
  url: string;
  sendToAll(frame: Buffer): void;
  close(): Promise<void>;
}> {
  const server = http.createServer();
  const webSockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const sockets: Duplex[] = [];
  server.on('upgrade', (request, socket, head) => {
    webSockets.handleUpgrade(request, socket, head, () => sockets.push(socket));
  });
  const port = await listen(server);
  return {
    url: `ws://127.0.0.1:${port}`,
    sendToAll(frame) {
      for (const socket of sockets) socket.write(frame);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await closeServer(server);
    },
  };
}

/** A whole text message of a server: RFC 6455, section 5.2, with the length in two bytes. */
export function toFrame(message: string): Buffer {
  const payload = Buffer.from(message);
  const header = Buffer.from([0x81, 126, 0, 0]);
  header.writeUInt16BE(payload.length, 2);
  return Buffer.concat([header, payload]);
}

async function listen(server: http.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function closeServer(server: http.Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
