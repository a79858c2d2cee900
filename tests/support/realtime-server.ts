import type { AddressInfo } from 'node:net';
import type { Clock } from '@/lib/kernel';
import { createEmbeddedServer, type EmbeddedServer } from '@/lib/realtime/embedded';
import type { EmbeddedLimits } from '@/lib/realtime/embedded/limits';
import { createRealtimeHttpServer } from '@/lib/realtime/http-server';

export const credentials = { appId: 'test-app', key: 'test-key', secret: 'test-secret' };

/** The embedded Pusher-protocol server on a free port. */
export async function startEmbeddedServer(
  options: { limits?: Partial<EmbeddedLimits>; clock?: Clock } = {},
): Promise<{ port: number; embedded: EmbeddedServer; stop(): Promise<void> }> {
  const embedded = createEmbeddedServer(credentials, options);
  const server = createRealtimeHttpServer({
    requests: new Map([['/apps', embedded.handleRequest]]),
    upgrades: new Map([['/app', embedded.handleUpgrade]]),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    embedded,
    async stop() {
      embedded.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
