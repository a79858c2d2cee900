import pg from 'pg';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../support/database';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

it('gives each caller a migrated database of its own', async () => {
  const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await query(first.url, `INSERT INTO users (id, email) VALUES (gen_random_uuid(), 'ada@example.org')`);
  expect(await query(first.url, 'SELECT email FROM users')).toEqual([{ email: 'ada@example.org' }]);
  expect(await query(second.url, 'SELECT email FROM users')).toEqual([]);
  await Promise.all([first.drop(), second.drop()]);
});

it('drops a database even while a session is open on it', async () => {
  const database = await createTestDatabase();
  const idle = new pg.Client({ connectionString: database.url });
  idle.on('error', () => {});
  await idle.connect();
  await database.drop();
  await expect(query(database.url, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
});

it('keeps the key-value table out of the write-ahead log', async () => {
  const database = await createTestDatabase();
  expect(
    await query(database.url, `SELECT relpersistence FROM pg_class WHERE relname = 'kv_entries'`),
  ).toEqual([{ relpersistence: 'u' }]);
  await database.drop();
});
