import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody else's web server: remembers who asked it for what, and serves an empty page to do things from. */
export async function startOtherSite() {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Elsewhere</title>');
  });
  server.listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    /** Another site than the app, which is at localhost. */
    url: `http://127.0.0.1:${port}`,
    /** The same site as the app in the eyes of a cookie, yet another origin. */
    siblingUrl: `http://localhost:${port}`,
    requests,
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
