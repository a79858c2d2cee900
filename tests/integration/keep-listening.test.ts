import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { overrideEnv } from '@/lib/platform/env';
import { keepListening } from '@/lib/realtime/relay/keep-listening';
import { createTestDatabase } from '../support/database';

let database: { url: string; drop(): Promise<void> };
let sql: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  overrideEnv({ DATABASE_URL: database.url });
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
});
afterAll(async () => {
  overrideEnv(undefined);
  await sql.end();
  await database.drop();
});

it('replaces a listener that does not hear the heartbeat, and says since when it may have missed something', async () => {
  const heard: string[] = [];
  const since: number[] = [];
  const startedAt = Date.now();
  const listening = keepListening({
    channel: 'news',
    firstHeardAt: 123,
    // Sent into the void: for the listener it is as if its connection were dead.
    sendHeartbeat: async () => {},
    onPayload: (payload) => heard.push(payload),
    onConnected: (lastHeardAt) => since.push(lastHeardAt),
    heartbeatMs: 50,
    deafAfterMs: 300,
  });
  await expect.poll(() => since.length).toBe(2);
  expect(since[0]).toBe(123);
  expect(since[1]).toBeGreaterThanOrEqual(startedAt);
  await sql.query(`SELECT pg_notify('news', 'after the change')`);
  await expect.poll(() => heard).toContain('after the change');
  await listening.close();
});

it('stays with a listener that hears', async () => {
  let connections = 0;
  const listening = keepListening({
    channel: 'news',
    firstHeardAt: 0,
    sendHeartbeat: async (channel) => {
      await sql.query('SELECT pg_notify($1, $2)', [channel, '']);
    },
    onPayload: () => {},
    onConnected: () => (connections += 1),
    heartbeatMs: 40,
    deafAfterMs: 200,
  });
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(connections).toBe(1);
  expect(listening.isAlive()).toBe(true);
  await listening.close();
});

it('waits for a database that is not there yet', async () => {
  overrideEnv({ DATABASE_URL: 'postgresql://127.0.0.1:1/none' });
  let connected = false;
  const listening = keepListening({
    channel: 'news',
    firstHeardAt: 0,
    sendHeartbeat: async () => {},
    onPayload: () => {},
    onConnected: () => (connected = true),
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect([connected, listening.isAlive()]).toEqual([false, false]);
  overrideEnv({ DATABASE_URL: database.url });
  await expect.poll(() => connected, { timeout: 3000 }).toBe(true);
  await listening.close();
});
