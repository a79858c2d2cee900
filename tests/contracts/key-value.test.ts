import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDatabase } from '@/lib/platform/db';
import { createMemoryKeyValue } from '@/lib/platform/kv/memory';
import { createPostgresKeyValue } from '@/lib/platform/kv/postgres';
import { createUpstashKeyValue } from '@/lib/platform/kv/upstash';
import { startUpstashGateway, type UpstashGateway } from '../fakes/upstash-gateway';
import { createTestDatabase } from '../support/database';
import { hasRedisServer, startRedisServer } from '../support/redis-server';
import { describeKeyValue } from './key-value.contract';

describeKeyValue('in memory', async () => {
  const store = createMemoryKeyValue();
  return { one: store, other: store };
});

describe('PostgreSQL', () => {
  let url: string;
  const closings: (() => Promise<void>)[] = [];

  async function open() {
    const client = createDatabase(url, 5);
    closings.push(() => client.$disconnect());
    return createPostgresKeyValue({ database: () => client, databaseUrl: url });
  }

  beforeAll(async () => {
    const database = await createTestDatabase();
    url = database.url;
    closings.push(database.drop);
  });
  afterAll(async () => {
    for (const close of closings.reverse()) await close();
  });

  describeKeyValue('PostgreSQL', async () => ({ one: await open(), other: await open() }));

  it('hears messages again after its connection was lost', async () => {
    const store = await open();
    const heard: unknown[] = [];
    const leave = await store.subscribe('after-loss', (message) => heard.push(message));
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()`,
    );
    await vi.waitFor(async () => {
      await store.publish('after-loss', 'back');
      expect(heard).toContain('back');
    }, 8000);
    await leave();
    await admin.end();
  });

  it('removes entries whose time is over as it writes', async () => {
    const store = await open();
    await store.set('old', 'x', { ttlMs: 1 });
    await sleep(20);
    const future = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 120_000);
    await store.set('new', 'x');
    future.mockRestore();
    const client = createDatabase(url, 1);
    const rows = await client.kvEntry.findMany({ where: { key: { in: ['v:old', 'v:new'] } } });
    await client.$disconnect();
    expect(rows.map((row) => row.key)).toEqual(['v:new']);
  });

  it('says that the store cannot be reached', async () => {
    const client = createDatabase('postgresql://127.0.0.1:1/none', 1);
    const store = createPostgresKeyValue({
      database: () => client,
      databaseUrl: 'postgresql://127.0.0.1:1/none',
    });
    await expect(store.get('x')).rejects.toMatchObject({ code: 'kv.unavailable', retryable: true });
    await expect(store.subscribe('x', () => {})).rejects.toMatchObject({ code: 'kv.unavailable' });
    await client.$disconnect();
  });
});

const redisInstalled = hasRedisServer();

describe.skipIf(!redisInstalled)(
  `Upstash${redisInstalled ? '' : ' (skipped: redis-server is not installed)'}`,
  () => {
    const token = 'test-token';
    let redis: { port: number; stop(): Promise<void> };
    let gateway: UpstashGateway;
    const open = () => createUpstashKeyValue({ url: gateway.url, token });

    beforeAll(async () => {
      redis = await startRedisServer();
      gateway = await startUpstashGateway({ redisPort: redis.port, token });
    });
    afterAll(async () => {
      await gateway.close();
      await redis.stop();
    });

    describeKeyValue('Upstash', async () => ({ one: open(), other: open() }));

    it('hears messages again after its stream was cut', async () => {
      const store = open();
      const heard: unknown[] = [];
      const leave = await store.subscribe('after-cut', (message) => heard.push(message));
      gateway.cutSubscriptions();
      await vi.waitFor(async () => {
        await store.publish('after-cut', 'back');
        expect(heard).toContain('back');
      }, 8000);
      await leave();
    });

    it('says that the store cannot be reached, without the token', async () => {
      const store = createUpstashKeyValue({ url: gateway.url, token: 'wrong-token' });
      for (const work of [() => store.get('x'), () => store.limit('x', { max: 1, windowMs: 1000 })]) {
        await expect(work()).rejects.toMatchObject({ code: 'kv.unavailable', retryable: true });
      }
      const failure = await store.subscribe('x', () => {}).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'kv.unavailable' });
      expect(JSON.stringify(failure)).not.toContain('wrong-token');
    });
  },
);
