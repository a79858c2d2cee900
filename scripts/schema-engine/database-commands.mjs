import pg from 'pg';

const INVALID_PASSWORD = '28P01';
const UNKNOWN_DATABASE = '3D000';

/** Prisma's own codes for the PostgreSQL errors that its CLI tells apart. @type {Record<string, string>} */
const PRISMA_CODES = { [INVALID_PASSWORD]: 'P1000', [UNKNOWN_DATABASE]: 'P1003' };
const CANNOT_REACH_DATABASE = 'P1001';

/**
 * Runs one of the engine's `cli` commands and reports on standard error as the native engine does.
 * @param {string} command
 * @param {string} url
 * @returns {Promise<number>} exit code
 */
export async function runDatabaseCommand(command, url) {
  try {
    await commandNamed(command)(new URL(url));
    report('INFO', `${command}: done`);
    return 0;
  } catch (error) {
    const { message, code } = /** @type {Error & { code?: string }} */ (error);
    report('ERROR', message || String(code), PRISMA_CODES[code ?? ''] ?? CANNOT_REACH_DATABASE);
    return 1;
  }
}

/** @param {string} command */
function commandNamed(command) {
  const commands = {
    'can-connect-to-database': (/** @type {URL} */ url) => query(url, 'SELECT 1'),
    'create-database': (/** @type {URL} */ url) => query(maintenance(url), `CREATE DATABASE ${nameIn(url)}`),
    'drop-database': (/** @type {URL} */ url) =>
      query(maintenance(url), `DROP DATABASE IF EXISTS ${nameIn(url)}`),
  };
  const found = commands[/** @type {keyof typeof commands} */ (command)];
  if (!found) throw new Error(`Unknown command ${command}`);
  return found;
}

/** @param {URL} url @param {string} sql */
async function query(url, sql) {
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A database can be created or dropped only from another one. @param {URL} url */
function maintenance(url) {
  const other = new URL(url);
  other.pathname = '/postgres';
  other.search = '';
  return other;
}

/** @param {URL} url */
function nameIn(url) {
  return pg.escapeIdentifier(decodeURIComponent(url.pathname.slice(1)));
}

/** @param {string} level @param {string} message @param {string} [code] */
function report(level, message, code) {
  // The CLI takes the last line as the outcome and expects at least one line of log before an error.
  if (level === 'ERROR') process.stderr.write(`${logLine('INFO', 'starting')}\n`);
  process.stderr.write(`${logLine(level, message, code)}\n`);
}

/** @param {string} level @param {string} message @param {string} [code] */
function logLine(level, message, code) {
  return JSON.stringify({
    timestamp: new Date().toISOString(),
    level,
    target: 'schema_engine::logger',
    fields: { message, ...(code ? { error_code: code } : {}) },
  });
}
