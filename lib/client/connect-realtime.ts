import type Pusher from 'pusher-js';
import type { ThinEvent } from '@/lib/contracts';
import { personChannel, THIN_EVENT_NAME } from '@/lib/contracts/channels';
import { clientId } from './api';
import type { Sync } from './sync';

/** Where to connect; `host` null means the server the page came from. */
export type RealtimeConfig = {
  key: string;
  host: string | null;
  port: number | null;
  cluster: string | null;
  tls: boolean | null;
};

/** A socket that does not answer within this is dead: sleep and lost networks leave such behind. */
const PONG_TIMEOUT_MS = 10_000;
const RETRY_MS = 2_000;
const MAX_RETRY_MS = 30_000;

/**
 * Opens the live connection and keeps it. Returns a function that closes it. pusher-js is loaded here, after
 * the page is usable.
 */
export function connectRealtime(config: RealtimeConfig, personId: string, sync: Sync): () => void {
  let close = () => {};
  let closed = false;
  const start = (delayMs: number) => {
    Promise.all([import('pusher-js'), import('./parse-thin-event')]).then(
      ([{ default: Client }, { parseThinEvent }]) => {
        if (!closed)
          close = keepConnected(new Client(config.key, optionsOf(config)), personId, sync, parseThinEvent);
      },
      // The code itself did not arrive.
      () => setTimeout(() => !closed && start(Math.min(delayMs * 2, MAX_RETRY_MS)), delayMs),
    );
  };
  start(RETRY_MS);
  return () => {
    closed = true;
    close();
  };
}

function optionsOf(config: RealtimeConfig): ConstructorParameters<typeof Pusher>[1] {
  const secure = config.tls ?? location.protocol === 'https:';
  const port = config.port ?? Number((config.host ? '' : location.port) || (secure ? 443 : 80));
  return {
    cluster: config.cluster ?? '',
    ...(config.cluster
      ? { forceTLS: true }
      : { wsHost: config.host ?? location.hostname, wsPort: port, wssPort: port, forceTLS: secure }),
    enabledTransports: ['ws', 'wss'],
    disableStats: true,
    pongTimeout: PONG_TIMEOUT_MS,
    channelAuthorization: {
      endpoint: '/api/realtime/auth',
      transport: 'ajax',
      headers: { 'x-client-id': clientId },
    },
  };
}

function keepConnected(
  pusher: Pusher,
  personId: string,
  sync: Sync,
  parse: (data: unknown) => ThinEvent | null,
): () => void {
  const name = personChannel(personId);
  const channel = pusher.subscribe(name);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  const tell = () => {
    if (!navigator.onLine) sync.setConnection('offline');
    // Only a subscribed channel is live: events before that were not for us to hear.
    else if (pusher.connection.state === 'connected' && channel.subscribed) sync.setConnection('live');
    else sync.setConnection(pusher.connection.state === 'initialized' ? 'connecting' : 'reconnecting');
  };
  channel.bind(THIN_EVENT_NAME, (data: unknown) => {
    const event = parse(data);
    if (event) sync.receive(event);
  });
  channel.bind('pusher:subscription_succeeded', () => {
    tries = 0;
    tell();
  });
  channel.bind('pusher:subscription_error', () => {
    tell();
    tries += 1;
    timer = setTimeout(() => pusher.subscribe(name), Math.min(RETRY_MS * 2 ** tries, MAX_RETRY_MS));
  });
  pusher.connection.bind('state_change', tell);
  const online = () => {
    // A socket from before the break may look open and be dead.
    pusher.disconnect();
    pusher.connect();
    tell();
  };
  window.addEventListener('online', online);
  window.addEventListener('offline', tell);
  tell();
  return () => {
    window.removeEventListener('online', online);
    window.removeEventListener('offline', tell);
    clearTimeout(timer);
    pusher.disconnect();
  };
}
