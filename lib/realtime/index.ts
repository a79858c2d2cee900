export { authorizeChannel } from './authorize-channel';
export { checkRealtime, realtimeProcessUrl } from './check-realtime';
export { type RealtimeClientConfig, realtimeClientConfig, realtimeConnectSources } from './client-config';
