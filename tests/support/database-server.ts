import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startPostgres, stopPostgres } from '../../scripts/embedded-postgres.mjs';
import { prepareTemplate, removeLeftovers } from './database-template';

declare module 'vitest' {
  interface ProvidedContext {
    testServerUrl: string;
    testTemplateName: string;
  }
}

const FOLDER = path.resolve(import.meta.dirname, '../../.test/pg');
const PASSWORD = 'test';
/** Every run shares this advisory lock while it lasts: who gets it for itself is alone on the server. */
const RUN_LOCK = 7_402_290;

/**
 * Provides the tests with a PostgreSQL server and a migrated template: STRAND_TEST_DATABASE_URL (a database of a
 * server on which it may create others) or the embedded server, which all runs in this folder share.
 */
export default async function provideDatabaseServer(project: TestProject): Promise<() => Promise<void>> {
  const { url, presence } = await joinServer();
  project.provide('testServerUrl', url);
  project.provide('testTemplateName', await prepareTemplate(url));
  return () => leaveServer(presence);
}

/** The last run to leave may stop the server between our finding it and our joining it, hence the other attempts. */
async function joinServer(attemptsLeft = 3): Promise<{ url: string; presence: pg.Client }> {
  const url = process.env.STRAND_TEST_DATABASE_URL ?? (await startEmbedded());
  const presence = new pg.Client({ connectionString: url });
  presence.on('error', () => {});
  try {
    await presence.connect();
    if (await tryTakeAlone(presence)) {
      await removeLeftovers(presence);
      await presence.query('SELECT pg_advisory_lock_shared($1), pg_advisory_unlock($1)', [RUN_LOCK]);
    } else {
      await presence.query('SELECT pg_advisory_lock_shared($1)', [RUN_LOCK]);
    }
    return { url, presence };
  } catch (error) {
    await presence.end().catch(() => {});
    if (attemptsLeft === 0) throw error;
    return joinServer(attemptsLeft - 1);
  }
}

async function leaveServer(presence: pg.Client): Promise<void> {
  await presence.query('SELECT pg_advisory_unlock_shared($1)', [RUN_LOCK]);
  // Whoever joins now waits for the lock, loses the connection with the server, and starts another one.
  if ((await tryTakeAlone(presence)) && !process.env.STRAND_TEST_DATABASE_URL) await stopPostgres(FOLDER);
  await presence.end().catch(() => {});
}

async function tryTakeAlone(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
    RUN_LOCK,
  ]);
  return rows[0]?.taken ?? false;
}

async function startEmbedded(): Promise<string> {
  // What is lost when the machine itself crashes does not matter here, and syncing is most of the cost of a test.
  const settings = { fsync: 'off', full_page_writes: 'off', max_connections: 300 };
  const { port } = await startPostgres({ folder: FOLDER, password: PASSWORD, settings });
  return `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`;
}
