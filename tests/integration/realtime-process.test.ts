import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EVENT_NOTIFY_CHANNEL, personChannel, THIN_EVENT_NAME } from '@/lib/contracts';
import { newId } from '@/lib/kernel';
import { overrideEnv } from '@/lib/platform/env';
import { checkRealtime } from '@/lib/realtime';
import { freePort } from '../../scripts/free-port.mjs';
import { createTestDatabase } from '../support/database';
import { PusherSocket } from '../support/pusher-socket';
import { credentials } from '../support/realtime-server';

const root = path.resolve(import.meta.dirname, '../..');

/** The process as the start script runs it. */
describe('realtime process', () => {
  let database: { url: string; drop(): Promise<void> };
  let port: number;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    port = await freePort();
    overrideEnv({ REALTIME_PORT: String(port) });
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  afterAll(async () => {
    overrideEnv(undefined);
    await database.drop();
  });

  async function start(env: Record<string, string> = {}) {
    const child = spawn(process.execPath, ['--import', 'tsx', 'lib/realtime/main.ts'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DATABASE_URL: database.url,
        REALTIME_PORT: String(port),
        PUSHER_APP_ID: '',
        PUSHER_KEY: '',
        PUSHER_SECRET: '',
        PUSHER_HOST: '',
        PUSHER_CLUSTER: '',
        EMBEDDED_PUSHER_APP_ID: credentials.appId,
        EMBEDDED_PUSHER_KEY: credentials.key,
        EMBEDDED_PUSHER_SECRET: credentials.secret,
        ...env,
      },
    });
    children.push(child);
    const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    await expect.poll(checkRealtime, { timeout: 15_000 }).toEqual({ ok: true });
    return { child, ended };
  }

  const readHealth = async () => (await fetch(`http://127.0.0.1:${port}/health`)).json();

  it('relays an announced event to a browser, and ends in order on SIGTERM', async () => {
    expect(await checkRealtime()).toMatchObject({ ok: false });
    const { child, ended } = await start();
    const userId = newId();
    const device = await PusherSocket.connect(port);
    await device.subscribe(personChannel(userId));
    expect(await readHealth()).toEqual({
      ok: true,
      pusher: 'embedded',
      queued: 0,
      connections: 1,
      channels: 1,
    });

    const event = { conversation_id: newId(), seq: 1, type: 'message.created', origin: null };
    const sql = new pg.Client({ connectionString: database.url });
    await sql.connect();
    const payload = JSON.stringify({ ...event, owner_id: userId });
    await sql.query('SELECT pg_notify($1, $2)', [EVENT_NOTIFY_CHANNEL, payload]);
    await sql.end();
    expect((await device.next(THIN_EVENT_NAME)).data).toEqual(event);

    child.kill('SIGTERM');
    expect(await ended).toEqual({ code: 0, signal: null });
    await device.closed;
  });

  it('ends when its starter is gone', async () => {
    const { child, ended } = await start();
    child.disconnect();
    expect(await ended).toEqual({ code: 0, signal: null });
  });

  it('serves no Pusher protocol of its own when hosted Pusher is configured', async () => {
    const hosted = {
      PUSHER_APP_ID: '1',
      PUSHER_KEY: 'k',
      PUSHER_SECRET: 's',
      PUSHER_HOST: 'http://127.0.0.1:9',
    };
    await start(hosted);
    expect(await readHealth()).toEqual({ ok: true, pusher: 'hosted', queued: 0 });
    const client = new PusherSocket(port);
    expect(await client.closed).toMatchObject({ code: 1006 });
    expect((await fetch(`http://127.0.0.1:${port}/apps/1/channels`)).status).toBe(404);
  });
});
