export { authorizeChannel } from './authorize-channel';
export { checkRealtime, realtimeProcessUrl } from './check-realtime';
export { realtimeClientConfig, realtimeConnectSources } from './client-config';
