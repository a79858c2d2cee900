import { requireRealtimeSettings } from './settings';

/** What a browser needs to connect. Never holds the secret. */
export type RealtimeClientConfig = {
  key: string;
  /** Name of a Pusher server of one's own; null with a cluster, or for the page's own origin. */
  host: string | null;
  /** Its port; null means the usual one. */
  port: number | null;
  cluster: string | null;
  /** Whether that server speaks TLS; null means as the page does. */
  tls: boolean | null;
};

/** Host and cluster are both null for the embedded server: same origin, default path. */
export function realtimeClientConfig(): RealtimeClientConfig {
  const settings = requireRealtimeSettings();
  const { key } = settings;
  if (settings.kind === 'embedded') return { key, host: null, port: null, cluster: null, tls: null };
  const { server } = settings;
  if ('cluster' in server) return { key, host: null, port: null, cluster: server.cluster, tls: true };
  return { key, host: server.hostname, port: server.port, cluster: null, tls: server.tls };
}

/** Origins beside the page's own to which pusher-js connects, as sources of a Content-Security-Policy. */
export function realtimeConnectSources(): string[] {
  const { host, port, cluster, tls } = realtimeClientConfig();
  if (cluster) return [`wss://ws-${cluster}.pusher.com`, `https://sockjs-${cluster}.pusher.com`];
  if (!host) return [];
  const authority = port === null ? host : `${host}:${port}`;
  return tls ? [`wss://${authority}`, `https://${authority}`] : [`ws://${authority}`, `http://${authority}`];
}
