import pg from 'pg';
import { deployMigrations, hashMigrations } from '../../scripts/boot/migrations.mjs';
import { withDatabase } from './database-url';

export const TEST_PREFIX = 'strand_test_';
const TEMPLATE_PREFIX = 'strand_template_';
/** Any number, the same for every run: only one of them builds the template. */
const TEMPLATE_LOCK = 7_402_291;

/** Makes the migrated database that test databases are copied from, once per state of the migrations. */
export async function prepareTemplate(serverUrl: string): Promise<string> {
  const name = templateName();
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await buildTemplate(client, serverUrl, name);
  } finally {
    await client.end();
  }
  return name;
}

/** Built under another name: a run that is killed in the middle must not leave a half-migrated template. */
async function buildTemplate(client: pg.Client, serverUrl: string, name: string): Promise<void> {
  const draft = `${name}_draft`;
  await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${draft}`);
  await deployMigrations(withDatabase(serverUrl, draft));
  await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
}

/** Removes what killed runs left. Only for a run that is alone on the server. */
export async function removeLeftovers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1) OR (starts_with(datname, $2) AND datname <> $3)',
    [TEST_PREFIX, TEMPLATE_PREFIX, templateName()],
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
}

function templateName(): string {
  return TEMPLATE_PREFIX + hashMigrations().slice(0, 16);
}
