import { personChannel, THIN_EVENT_NAME } from '@/lib/contracts';
import { clientId } from './api';
import type { Connection } from './state';
import type { Sync } from './sync';

/** Where to connect; `host` null means the server the page came from. */
export type RealtimeConfig = {
  key: string;
  host: string | null;
  port: number | null;
  cluster: string | null;
  tls: boolean | null;
};

/**
 * Opens the live connection and keeps it. Returns a function that closes it. pusher-js is loaded here, after
 * the page is usable.
 */
export function connectRealtime(config: RealtimeConfig, personId: string, sync: Sync): () => void {
  let closed = false;
  let close = () => {};
  void import('pusher-js').then(({ default: Pusher }) => {
    if (closed) return;
    const secure = config.tls ?? location.protocol === 'https:';
    const port = config.port ?? Number((config.host ? '' : location.port) || (secure ? 443 : 80));
    const pusher = new Pusher(config.key, {
      cluster: config.cluster ?? '',
      ...(config.cluster
        ? { forceTLS: true }
        : { wsHost: config.host ?? location.hostname, wsPort: port, wssPort: port, forceTLS: secure }),
      enabledTransports: ['ws', 'wss'],
      disableStats: true,
      channelAuthorization: {
        endpoint: '/api/realtime/auth',
        transport: 'ajax',
        headers: { 'x-client-id': clientId },
      },
    });
    const channel = pusher.subscribe(personChannel(personId));
    channel.bind(THIN_EVENT_NAME, (data: unknown) => sync.receive(data));
    // Only a subscribed channel is live: events before that were not for us to hear.
    channel.bind('pusher:subscription_succeeded', () => sync.setConnection('live'));
    let tries = 0;
    channel.bind('pusher:subscription_error', () => {
      sync.setConnection('reconnecting');
      tries += 1;
      setTimeout(
        () => !closed && pusher.subscribe(personChannel(personId)),
        Math.min(1_000 * 2 ** tries, 30_000),
      );
    });
    pusher.connection.bind('state_change', ({ current }: { current: string }) => {
      if (current !== 'connected') sync.setConnection(toConnection(current));
    });
    close = () => pusher.disconnect();
  });
  return () => {
    closed = true;
    close();
  };
}

function toConnection(state: string): Connection {
  if (!navigator.onLine) return 'offline';
  return state === 'initialized' ? 'connecting' : 'reconnecting';
}
