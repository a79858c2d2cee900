import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createDatabase, requireDatabaseUrl, useDatabase } from '@/lib/platform/db';
import { deployMigrations } from '../../scripts/boot/migrations.mjs';

const PREFIX = 'strand_bench_';
/** As many connections as the app's own pool may hold. */
const MAX_CONNECTIONS = 15;

export type BenchDatabase = {
  url: string;
  /** The raw baseline: the same server, the same database, nothing but `pg`. */
  pool: pg.Pool;
  close(): Promise<void>;
};

/**
 * Makes an empty, migrated database beside the one of DATABASE_URL, and the database of this process. The data of
 * the installation is neither read nor changed.
 */
export async function createBenchDatabase(): Promise<BenchDatabase> {
  const serverUrl = requireDatabaseUrl();
  await removeLeftovers(serverUrl);
  const name = PREFIX + randomBytes(8).toString('hex');
  const url = withDatabase(serverUrl, name);
  await deployMigrations(url);
  const client = createDatabase(url, MAX_CONNECTIONS);
  useDatabase(client);
  const pool = new pg.Pool({ connectionString: url, max: MAX_CONNECTIONS });
  pool.on('error', () => {});
  return {
    url,
    pool,
    async close() {
      useDatabase(undefined);
      await client.$disconnect();
      await pool.end();
      await runOn(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** Databases of runs that were killed. One that is in use belongs to a run beside this one. */
async function removeLeftovers(serverUrl: string): Promise<void> {
  const names = await runOn(
    serverUrl,
    `SELECT datname FROM pg_database WHERE starts_with(datname, '${PREFIX}')`,
  );
  for (const { datname } of names)
    await runOn(serverUrl, `DROP DATABASE IF EXISTS ${datname}`).catch(() => {});
}

async function runOn(url: string, sql: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function withDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
