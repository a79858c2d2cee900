import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { TEST_PREFIX } from './database-template';
import { withDatabase } from './database-url';

/**
 * Creates an empty, migrated database of its own for a test file (about 30 ms).
 * @returns its connection string, and `drop` for `afterAll`, which also ends sessions still open on it
 */
export async function createTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const serverUrl = inject('testServerUrl');
  const name = TEST_PREFIX + randomBytes(8).toString('hex');
  await runOn(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${inject('testTemplateName')}`);
  return {
    url: withDatabase(serverUrl, name),
    drop: () => runOn(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function runOn(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
