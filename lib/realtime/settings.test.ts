import { afterEach, describe, expect, it } from 'vitest';
import { personChannel } from '@/lib/contracts';
import { overrideEnv } from '@/lib/platform/env';
import { authorizeChannel } from './authorize-channel';
import { realtimeClientConfig, realtimeConnectSources } from './client-config';
import { requireRealtimeSettings } from './settings';

const none = {
  PUSHER_APP_ID: '',
  PUSHER_KEY: '',
  PUSHER_SECRET: '',
  PUSHER_CLUSTER: '',
  PUSHER_HOST: '',
  EMBEDDED_PUSHER_APP_ID: '',
  EMBEDDED_PUSHER_KEY: '',
  EMBEDDED_PUSHER_SECRET: '',
};
const embedded = {
  ...none,
  EMBEDDED_PUSHER_APP_ID: 'app',
  EMBEDDED_PUSHER_KEY: 'key',
  EMBEDDED_PUSHER_SECRET: 'top-secret',
};
const hosted = { ...embedded, PUSHER_APP_ID: '1', PUSHER_KEY: 'hosted-key', PUSHER_SECRET: 'hosted-secret' };

afterEach(() => overrideEnv(undefined));

describe('what the browser is told', () => {
  it.each([
    [
      'the embedded server: same origin',
      embedded,
      { key: 'key', host: null, port: null, cluster: null, tls: null },
      [],
    ],
    [
      'a cluster of Pusher',
      { ...hosted, PUSHER_CLUSTER: 'eu' },
      { key: 'hosted-key', host: null, port: null, cluster: 'eu', tls: true },
      ['wss://ws-eu.pusher.com', 'https://sockjs-eu.pusher.com'],
    ],
    [
      'a host of one’s own',
      { ...hosted, PUSHER_HOST: 'ws.example.org' },
      { key: 'hosted-key', host: 'ws.example.org', port: null, cluster: null, tls: true },
      ['wss://ws.example.org', 'https://ws.example.org'],
    ],
    [
      'a host with a port, without TLS',
      { ...hosted, PUSHER_HOST: 'http://10.0.0.7:6001' },
      { key: 'hosted-key', host: '10.0.0.7', port: 6001, cluster: null, tls: false },
      ['ws://10.0.0.7:6001', 'http://10.0.0.7:6001'],
    ],
  ])('for %s', (_which, values, config, sources) => {
    overrideEnv(values);
    expect(realtimeClientConfig()).toEqual(config);
    expect(realtimeConnectSources()).toEqual(sources);
    expect(JSON.stringify(realtimeClientConfig())).not.toContain('secret');
  });

  it('is nothing when nothing is configured', () => {
    overrideEnv(none);
    expect(() => requireRealtimeSettings()).toThrow(
      expect.objectContaining({ code: 'realtime.not_configured' }),
    );
  });
});

describe('joining a channel', () => {
  const join = (channel: string, socketId = '12.34') =>
    authorizeChannel({ userId: 'ada', socketId, channel });

  it('is allowed for one’s own', () => {
    overrideEnv(embedded);
    expect(join(personChannel('ada'))).toEqual({ auth: expect.stringMatching(/^key:[0-9a-f]{64}$/) });
  });

  it.each([
    personChannel('bob'),
    personChannel('ada2'),
    personChannel('ad'),
    'presence-ada',
    'private-',
    'public',
    '',
  ])('is refused for %j', (channel) => {
    overrideEnv(embedded);
    expect(join(channel)).toBeNull();
  });

  it.each(['', '12', '12.34:private-person-bob', '12.34\n', ' 12.34', '12.a'])(
    'is refused for the socket id %j',
    (socketId) => {
      overrideEnv(embedded);
      expect(join(personChannel('ada'), socketId)).toBeNull();
    },
  );
});
