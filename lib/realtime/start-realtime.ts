import type { AddressInfo } from 'node:net';
import { createEmbeddedPublisher } from './adapters/embedded';
import { createPusherPublisher } from './adapters/pusher';
import { createEmbeddedServer, type EmbeddedServer } from './embedded';
import { createRealtimeHttpServer, type RequestHandler, type UpgradeHandler } from './http-server';
import type { Publisher } from './ports';
import { type Relay, startRelay } from './relay/relay';
import { type RealtimeSettings, requireRealtimeSettings } from './settings';

export type RealtimeProcess = { port: number; close(): Promise<void> };

/**
 * Starts all of the realtime process: the relay, and the embedded server unless hosted Pusher is configured.
 * Listens on 127.0.0.1 only; the web process hands WebSocket requests on to it.
 */
export async function startRealtime(options: { port: number }): Promise<RealtimeProcess> {
  const settings = requireRealtimeSettings();
  const { publisher, embedded } = preparePublishing(settings);
  const relay = startRelay({ publisher });
  const requests = new Map<string, RequestHandler>([['/health', healthHandler(settings, relay, embedded)]]);
  const upgrades = new Map<string, UpgradeHandler>();
  if (embedded) {
    requests.set('/apps', embedded.handleRequest);
    upgrades.set('/app', embedded.handleUpgrade);
  }
  const server = createRealtimeHttpServer({ requests, upgrades });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      embedded?.close();
      await relay.close();
      await closed;
    },
  };
}

function preparePublishing(settings: RealtimeSettings): {
  publisher: Publisher;
  embedded: EmbeddedServer | null;
} {
  if (settings.kind === 'hosted') {
    return { publisher: createPusherPublisher(settings, settings.server), embedded: null };
  }
  const embedded = createEmbeddedServer(settings);
  return { publisher: createEmbeddedPublisher(embedded), embedded };
}

function healthHandler(
  settings: RealtimeSettings,
  relay: Relay,
  embedded: EmbeddedServer | null,
): RequestHandler {
  return (_request, response) => {
    const { listening, queued } = relay.status();
    const body = Buffer.from(
      JSON.stringify({ ok: listening, pusher: settings.kind, queued, ...embedded?.stats() }),
    );
    response
      .writeHead(listening ? 200 : 503, {
        'content-type': 'application/json',
        'content-length': body.length,
        'cache-control': 'no-store',
      })
      .end(body);
  };
}
