import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** An HTTP server on a free port of the loopback, whose connections end with it. */
export async function startLoopbackServer(
  exchange: (message: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<{ origin: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((message, response) => {
    exchange(message, response).catch(() => message.socket.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Ends the connection when the body begins to arrive. */
export function cutRequest(message: IncomingMessage): void {
  message.once('data', () => message.socket.destroy()).resume();
}

/** Sends headers that promise the whole body, and half of it. */
export function cutAnswer(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> | undefined,
  body: Buffer,
): void {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}
