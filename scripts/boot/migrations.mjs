import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { hashContent } from '../content-hash.mjs';
import { PROGRAMS, ROOT } from './project.mjs';
import { runNode } from './run-node.mjs';

const FOLDER = 'prisma/migrations';
const UNDEFINED_TABLE = '42P01';
const UNKNOWN_DATABASE = '3D000';

/**
 * Brings a database up to the newest migration, creating it if it does not exist.
 * @param {string} databaseUrl
 * @returns {Promise<boolean>} whether there was anything to do
 * @throws {Error} with Prisma's own words
 */
export async function deployMigrations(databaseUrl) {
  if (await isUpToDate(databaseUrl)) return false;
  await runPrisma(['migrate', 'deploy'], { DATABASE_URL: databaseUrl });
  return true;
}

/** Changes whenever a migration does. */
export function hashMigrations() {
  return hashContent(ROOT, [FOLDER]);
}

/**
 * Runs the Prisma CLI.
 * @param {string[]} args
 * @param {Record<string, string>} [variables]
 * @throws {Error} with what it printed
 */
export async function runPrisma(args, variables = {}) {
  const { status, printed } = await runNode([PROGRAMS.prisma, ...args], {
    env: { ...variables, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  });
  if (status !== 0) throw new Error(`prisma ${args.join(' ')} failed:\n${printed}`);
}

/**
 * Compares the migrations with the ones recorded in the database. Prisma's own answer takes a second, on every start.
 * @param {string} databaseUrl
 */
async function isUpToDate(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
    const { rows } = await client.query(
      'SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    const applied = new Map(rows.map((row) => [row.name, row.checksum]));
    return listMigrations().every(({ name, checksum }) => applied.get(name) === checksum);
  } catch (error) {
    const { code } = /** @type {{ code?: string }} */ (error);
    if (code === UNDEFINED_TABLE || code === UNKNOWN_DATABASE) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

function listMigrations() {
  const folder = path.join(ROOT, FOLDER);
  return readdirSync(folder)
    .map((name) => ({ name, file: path.join(folder, name, 'migration.sql') }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({
      name,
      checksum: createHash('sha256').update(readFileSync(file)).digest('hex'),
    }));
}
