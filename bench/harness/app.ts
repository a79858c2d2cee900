import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createAccount, createApiKey } from '@/lib/accounts';
import { newId } from '@/lib/kernel';
import { loadEnv } from '@/lib/platform/env';
import { buildApp } from '../../scripts/boot/build.mjs';
import { completeEnvironment } from '../../scripts/boot/environment.mjs';
import { PROGRAMS } from '../../scripts/boot/project.mjs';
import { freePort } from '../../scripts/free-port.mjs';
import { startChild } from './child';
import type { Usage } from './usage';

const START_LIMIT_MS = 60_000;
const POLL_MS = 50;
const HOST = '127.0.0.1';
/** A connection that is closed between two rounds would be measured, or be gone at the moment it is used again. */
const KEEP_ALIVE_MS = 600_000;

/** Whatever the installation has configured, the benchmark's app talks to nobody but the benchmark. */
const NOTHING_ELSE = Object.fromEntries(
  [
    'ANTHROPIC_API_KEY',
    'CLAMD_HOST',
    'CLAMD_SOCKET',
    'DEEPGRAM_API_KEY',
    'DEFAULT_MODEL',
    'GOOGLE_GENERATIVE_AI_API_KEY',
    'LOCAL_OPENAI_BASE_URL',
    'PUSHER_APP_ID',
    'PUSHER_KEY',
    'PUSHER_SECRET',
    'UPSTASH_REDIS_REST_URL',
    'UPSTASH_REDIS_REST_TOKEN',
  ].map((name) => [name, '']),
);

/** The web process of a production build, with a person who has an API key. */
export type App = {
  url: string;
  ownerId: string;
  email: string;
  password: string;
  /** Request headers of that person. */
  headers: { authorization: string };
  usage(): Promise<Usage>;
  startProfile(): Promise<void>;
  stopProfile(file: string): Promise<void>;
  close(): Promise<void>;
};

/** Builds the app if its sources have changed, and starts it on the benchmark's database and provider. */
export async function startApp(given: { databaseUrl: string; providerUrl: string }): Promise<App> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'strand-bench-'));
  const [port, realtimePort] = [await freePort(), await freePort()];
  const url = `http://${HOST}:${port}`;
  const secret = newId();
  const variables = {
    ...completeEnvironment({
      env: loadEnv({ APP_URL: url, HOST }),
      dataFolder: folder,
      secrets: {
        postgresPassword: '',
        nextAuthSecret: secret,
        pusherAppId: 'bench',
        pusherKey: 'bench-key',
        pusherSecret: secret,
      },
      databaseUrl: given.databaseUrl,
      port,
      realtimePort,
    }),
    ...NOTHING_ELSE,
    NEXTAUTH_URL: url,
    OPENAI_API_KEY: 'bench',
    OPENAI_BASE_URL: given.providerUrl,
    LOG_LEVEL: 'error',
  };
  await buildApp(variables);
  const child = startChild(
    [
      ...['--import', './bench/harness/usage-probe.mjs', PROGRAMS.next, 'start'],
      ...['--hostname', HOST, '--port', String(port), '--keepAliveTimeout', String(KEEP_ALIVE_MS)],
    ],
    variables,
  );
  await waitForHealth(url);
  const credentials = { email: `${newId()}@example.org`, password: newId() };
  const person = await createAccount({ ...credentials, name: 'Bench' });
  const { key } = await createApiKey(person.id, 'bench');
  return {
    url,
    ownerId: person.id,
    ...credentials,
    headers: { authorization: `Bearer ${key}` },
    usage: child.usage,
    startProfile: () => child.ask('startProfile'),
    stopProfile: (file) => child.ask('stopProfile', { file }),
    async close() {
      await child.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function waitForHealth(url: string): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    const healthy = await fetch(`${url}/api/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return;
    if (Date.now() > deadline) throw new Error(`The app did not answer within ${START_LIMIT_MS / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
