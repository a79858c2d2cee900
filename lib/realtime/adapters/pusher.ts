import http from 'node:http';
import https from 'node:https';
import Pusher from 'pusher';
import type { AppError } from '@/lib/kernel';
import { eventTooLarge, publishFailed, publishRefused } from '../errors';
import type { Publisher } from '../ports';
import type { Credentials, PusherServer } from '../settings';

/** Hosted Pusher takes ten events in one request. */
const MAX_BATCH_SIZE = 10;
/** An answer normally takes well under 200 ms; events behind this one wait. */
const REQUEST_TIMEOUT_MS = 5000;

/** Publishes over Pusher's HTTP API: to hosted Pusher, or to any server that speaks it. */
export function createPusherPublisher(credentials: Credentials, server: PusherServer): Publisher {
  const { appId, key, secret } = credentials;
  const tls = 'cluster' in server || server.tls;
  const common = { appId, key, secret, useTLS: tls, timeout: REQUEST_TIMEOUT_MS, agent: keepAliveAgent(tls) };
  const pusher = new Pusher(
    'cluster' in server
      ? { ...common, cluster: server.cluster }
      : { ...common, host: server.hostname, port: server.port === null ? undefined : String(server.port) },
  );
  return {
    maxBatchSize: MAX_BATCH_SIZE,
    async publish(channel, event, data, options) {
      await run(() => pusher.trigger(channel, event, data, withoutEcho(options?.exceptSocketId)));
    },
    async publishBatch(publications) {
      if (publications.length === 0) return;
      const batch = publications.map(({ channel, event, data, exceptSocketId }) => ({
        channel,
        name: event,
        data,
        ...withoutEcho(exceptSocketId),
      }));
      await run(() => pusher.triggerBatch(batch));
    },
  };
}

/** Connections are kept, else each event would pay for a TLS handshake. */
function keepAliveAgent(tls: boolean): http.Agent {
  return tls ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true });
}

function withoutEcho(socketId: string | undefined): { socket_id?: string } {
  return socketId === undefined ? {} : { socket_id: socketId };
}

async function run(request: () => Promise<Pusher.Response>): Promise<void> {
  let response: Pusher.Response;
  try {
    response = await request();
  } catch (error) {
    throw translate(error);
  }
  // Unread bodies keep the connection from being used again.
  await response.text().catch(() => {});
}

function translate(error: unknown): AppError {
  const status = (error as { status?: number }).status;
  if (status === 413) return eventTooLarge(error);
  const isTransient =
    status === undefined ? isNetworkError(error) : status >= 500 || status === 429 || status === 408;
  return isTransient ? publishFailed(error) : publishRefused(error);
}

/** The package throws plain errors for arguments that it will never send. */
function isNetworkError(error: unknown): boolean {
  return error instanceof Pusher.RequestError;
}
