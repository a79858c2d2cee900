import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Clock, systemClock } from '@/lib/kernel';
import type { Credentials } from '../settings';
import type { ChannelRegistry, ChannelSummary } from './channel-registry';
import { fanOutEvent } from './fan-out-event';
import type { EmbeddedLimits } from './limits';
import { batchSchema, isPresence, triggerSchema } from './protocol';
import { readBody } from './read-body';
import { isSignedRequest } from './signed-request';

type Answer = { status: number; body: unknown };

/** Ten events at their limit, escaped, inside their envelopes. */
const MAX_BODY_BYTES = 262_144;
const notFound: Answer = { status: 404, body: { error: 'There is nothing here.' } };

/** Makes the handler of Pusher's HTTP API below `/apps/<id>`: triggering events and asking for channels. */
export function createHttpApi(context: {
  credentials: Credentials;
  registry: ChannelRegistry;
  limits: EmbeddedLimits;
  clock?: Clock;
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { credentials, clock = systemClock } = context;

  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const method = request.method ?? 'GET';
    const body = await readBody(request, MAX_BODY_BYTES);
    if (!body) return send(response, { status: 413, body: { error: 'The body is too large.' } });
    const prefix = `/apps/${credentials.appId}`;
    const signed = { method, path: url.pathname, query: url.searchParams, body };
    if (!url.pathname.startsWith(`${prefix}/`) || !isSignedRequest(signed, credentials, clock.now())) {
      return send(response, { status: 401, body: { error: 'The signature is not valid.' } });
    }
    const path = url.pathname.slice(prefix.length);
    send(
      response,
      method === 'POST' ? trigger(path, body, context) : look(path, url.searchParams, context.registry),
    );
  };
}

function trigger(
  path: string,
  body: Buffer,
  { registry, limits }: { registry: ChannelRegistry; limits: EmbeddedLimits },
): Answer {
  if (path !== '/events' && path !== '/batch_events') return notFound;
  const events = readEvents(path, body);
  if (!events) return { status: 400, body: { error: 'The body is not valid.' } };
  if (events.length > limits.maxBatchSize) return { status: 400, body: { error: 'The batch is too large.' } };
  if (events.some((event) => Buffer.byteLength(event.data) > limits.maxEventDataBytes)) {
    return { status: 413, body: { error: 'The data of an event is too large.' } };
  }
  for (const { channels, name, data, socket_id } of events) {
    for (const channel of channels)
      fanOutEvent(registry, { channel, event: name, data, exceptSocketId: socket_id });
  }
  return { status: 200, body: {} };
}

type TriggeredEvent = { channels: string[]; name: string; data: string; socket_id?: string };

function readEvents(path: string, body: Buffer): TriggeredEvent[] | null {
  try {
    const json: unknown = JSON.parse(body.toString('utf8'));
    if (path === '/batch_events') {
      return batchSchema
        .parse(json)
        .batch.map(({ channel, ...event }) => ({ ...event, channels: [channel] }));
    }
    const { channel, channels, ...event } = triggerSchema.parse(json);
    return [{ ...event, channels: channels ?? (channel === undefined ? [] : [channel]) }];
  } catch {
    return null;
  }
}

function look(path: string, query: URLSearchParams, registry: ChannelRegistry): Answer {
  const wanted = (query.get('info') ?? '').split(',');
  if (path === '/channels') {
    const names = registry.names(query.get('filter_by_prefix') ?? '');
    const channels = Object.fromEntries(
      names.map((name) => [name, attributes(registry.describe(name), wanted)]),
    );
    return { status: 200, body: { channels } };
  }
  const [, name, of] = path.match(/^\/channels\/([^/]+)(?:\/(users))?$/) ?? [];
  if (name === undefined) return notFound;
  const channel = registry.describe(name);
  if (of === undefined) {
    return { status: 200, body: { occupied: channel !== null, ...attributes(channel, wanted) } };
  }
  if (!isPresence(name)) return { status: 400, body: { error: 'Only presence channels have users.' } };
  return { status: 200, body: { users: (channel?.userIds ?? []).map((id) => ({ id })) } };
}

function attributes(channel: ChannelSummary | null, wanted: string[]): Record<string, number> {
  return {
    ...(wanted.includes('user_count') ? { user_count: channel?.userIds.length ?? 0 } : {}),
    ...(wanted.includes('subscription_count') ? { subscription_count: channel?.subscriptionCount ?? 0 } : {}),
  };
}

function send(response: ServerResponse, answer: Answer): void {
  const body = Buffer.from(JSON.stringify(answer.body));
  response
    .writeHead(answer.status, { 'content-type': 'application/json', 'content-length': body.length })
    .end(body);
}
