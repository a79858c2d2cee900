import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isPostgresAlive, startPostgres, stopPostgres } from '../../scripts/embedded-postgres.mjs';
import { isProcessAlive } from '../../scripts/process-alive.mjs';
import { waitFor } from '../support/wait-for';

const password = 'secret';
let folder: string;

beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'embedded-postgres-')), 'postgres');
});

afterEach(async () => {
  await stopPostgres(folder);
  rmSync(path.dirname(folder), { recursive: true, force: true });
});

async function query(port: number, sql: string, as = password): Promise<unknown[]> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: as,
    database: 'postgres',
  });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

it('keeps every committed row through a kill -9, on the port it is told', async () => {
  const first = await startPostgres({ folder, password });
  expect(first.adopted).toBe(false);
  await query(first.port, 'CREATE TABLE notes (line int)');
  await query(first.port, 'INSERT INTO notes SELECT generate_series(1, 1000)');
  process.kill(first.pid, 'SIGKILL');
  // On a busy machine a killed process may answer for a moment longer.
  await waitFor(() => !isProcessAlive(first.pid));
  const second = await startPostgres({ folder, password, port: first.port });
  expect(second).toMatchObject({ port: first.port, adopted: false });
  expect(second.pid).not.toBe(first.pid);
  expect(await query(second.port, 'SELECT count(*)::int AS lines FROM notes')).toEqual([{ lines: 1000 }]);
}, 60_000);

it('is started once by several that ask at the same time', async () => {
  const servers = await Promise.all([1, 2, 3].map(() => startPostgres({ folder, password })));
  expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1);
  expect(servers.filter(({ adopted }) => adopted)).toHaveLength(2);
}, 60_000);

it('asks for the password, syncs to disk, and is gone after a stop', async () => {
  const { port } = await startPostgres({ folder, password });
  await expect(query(port, 'SELECT 1', 'wrong')).rejects.toMatchObject({ code: '28P01' });
  expect(await query(port, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
  expect(await query(port, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  await stopPostgres(folder);
  expect(isPostgresAlive(folder)).toBe(false);
}, 60_000);
