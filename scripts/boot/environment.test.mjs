import { expect, it } from 'vitest';
import { loadEnv } from '../../lib/platform/env';
import { completeEnvironment } from './environment.mjs';

const secrets = {
  postgresPassword: 'p',
  nextAuthSecret: 's'.repeat(32),
  pusherAppId: 'strand',
  pusherKey: 'key',
  pusherSecret: 'secret',
};
const given = {
  dataFolder: '/data',
  secrets,
  databaseUrl: 'postgresql://127.0.0.1:25000/strand',
  port: 3001,
  realtimePort: 25001,
};

it('completes an empty configuration into one that the app accepts', () => {
  const variables = completeEnvironment({ env: loadEnv({}), ...given });
  expect(loadEnv(variables)).toMatchObject({
    NODE_ENV: 'production',
    PORT: 3001,
    APP_URL: 'http://localhost:3001',
    DATA_DIR: '/data',
    DATABASE_URL: given.databaseUrl,
    NEXTAUTH_SECRET: secrets.nextAuthSecret,
    REALTIME_PORT: 25001,
    EMBEDDED_PUSHER_KEY: 'key',
  });
});

it('leaves alone what the person has chosen', () => {
  const env = loadEnv({
    APP_URL: 'https://chat.example.org',
    NEXTAUTH_SECRET: 'chosen-by-the-person',
    PUSHER_APP_ID: '1',
    PUSHER_KEY: 'k',
    PUSHER_SECRET: 's',
    PUSHER_CLUSTER: 'eu',
  });
  const variables = completeEnvironment({ env, ...given });
  expect(variables).toMatchObject({
    APP_URL: 'https://chat.example.org',
    NEXTAUTH_SECRET: 'chosen-by-the-person',
  });
  expect(variables).not.toHaveProperty('EMBEDDED_PUSHER_KEY');
});
