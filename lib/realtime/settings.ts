import { env } from '@/lib/platform/env';
import { notConfigured } from './errors';

export type Credentials = { appId: string; key: string; secret: string };

/** Where a Pusher server is reached: one of Pusher's clusters, or a host of one's own. */
export type PusherServer = { cluster: string } | { hostname: string; port: number | null; tls: boolean };

export type RealtimeSettings =
  | (Credentials & { kind: 'hosted'; server: PusherServer })
  | (Credentials & { kind: 'embedded' });

/** Hosted Pusher when it is configured, else the embedded server. Throws `realtime.not_configured` for neither. */
export function requireRealtimeSettings(): RealtimeSettings {
  const values = env();
  if (values.PUSHER_APP_ID && values.PUSHER_KEY && values.PUSHER_SECRET) {
    const server = values.PUSHER_HOST
      ? parseHost(values.PUSHER_HOST)
      : { cluster: values.PUSHER_CLUSTER ?? 'mt1' };
    return {
      kind: 'hosted',
      appId: values.PUSHER_APP_ID,
      key: values.PUSHER_KEY,
      secret: values.PUSHER_SECRET,
      server,
    };
  }
  const { EMBEDDED_PUSHER_APP_ID: appId, EMBEDDED_PUSHER_KEY: key, EMBEDDED_PUSHER_SECRET: secret } = values;
  if (!appId || !key || !secret) throw notConfigured();
  return { kind: 'embedded', appId, key, secret };
}

/** Port of the realtime process on 127.0.0.1. Throws `realtime.not_configured`. */
export function requireRealtimePort(): number {
  const port = env().REALTIME_PORT;
  if (port === undefined) throw notConfigured();
  return port;
}

/** `host`, `host:port` or a whole address; TLS unless it says http. */
function parseHost(text: string): PusherServer {
  const url = new URL(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  return { hostname: url.hostname, port: url.port ? Number(url.port) : null, tls: url.protocol === 'https:' };
}
