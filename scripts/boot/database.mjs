import path from 'node:path';
import pg from 'pg';
import { isPostgresAlive, startPostgres, stopPostgres } from '../embedded-postgres.mjs';
import { deployMigrations } from './migrations.mjs';
import { Refusal, say } from './say.mjs';

const WATCH_MS = 200;
const DATABASE = 'strand';

/**
 * @typedef {object} DatabaseServer
 * @property {string} url connection string of the app's database
 * @property {boolean} adopted whether it ran before we came
 * @property {() => void} watch from now on, starts it again on the same port whenever it has died
 * @property {() => Promise<void>} stop
 */

/**
 * Provides the database: DATABASE_URL, or the embedded PostgreSQL of the data folder.
 * @param {{ databaseUrl: string | undefined, dataFolder: string, password: string }} request
 * @returns {Promise<DatabaseServer>}
 */
export async function provideDatabase({ databaseUrl, dataFolder, password }) {
  if (databaseUrl) return { url: databaseUrl, adopted: true, watch() {}, async stop() {} };
  const folder = path.join(dataFolder, 'postgres');
  const { port, adopted } = await startPostgres({ folder, password });
  let stopping = false;
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/${DATABASE}`,
    adopted,
    watch: () => keepAlive(() => stopping, { folder, password, port }),
    async stop() {
      stopping = true;
      await stopPostgres(folder);
    },
  };
}

/**
 * Brings the schema up to date.
 * @param {string} url
 * @throws {Refusal} if the database does not answer
 */
export async function migrate(url) {
  try {
    if (await deployMigrations(url)) say('Database migrated.');
  } catch (error) {
    throw explainDatabaseError(error);
  }
}

/** @param {unknown} error */
function explainDatabaseError(error) {
  const { code, message } = /** @type {Error & { code?: string }} */ (error);
  if (code === '28P01')
    return new Refusal(
      'The database refuses the password: check DATABASE_URL, or secrets.json in the data folder.',
    );
  const isUnreachable = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'EAI_AGAIN'].includes(
    code ?? '',
  );
  if (isUnreachable) return new Refusal(`The database does not answer (${code}): check DATABASE_URL.`);
  return error instanceof pg.DatabaseError ? new Refusal(`The database refuses: ${message}.`) : error;
}

/**
 * The server may not be our child (an earlier start's is adopted), so it is looked at rather than waited for.
 * @param {() => boolean} isStopping
 * @param {{ folder: string, password: string, port: number }} server
 */
function keepAlive(isStopping, server) {
  const timer = setInterval(async () => {
    if (isStopping() || isPostgresAlive(server.folder)) return;
    clearInterval(timer);
    say('[postgres] died; starting it again');
    await startPostgres(server).catch((error) => say(`[postgres] ${error.message}`));
    if (isStopping()) await stopPostgres(server.folder);
    else keepAlive(isStopping, server);
  }, WATCH_MS);
  timer.unref();
}
