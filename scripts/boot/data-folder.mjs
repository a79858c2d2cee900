import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from './say.mjs';

/**
 * Made once per installation, kept in `secrets.json` of the data folder.
 * @typedef {{ postgresPassword: string, nextAuthSecret: string, pusherAppId: string, pusherKey: string, pusherSecret: string }} Secrets
 */

/**
 * Opens the data folder, creating what is missing.
 * @param {string} folder absolute path
 * @returns {{ folder: string, secrets: Secrets }} `folder` without symlinks
 * @throws {Refusal} if it cannot be used
 */
export function openDataFolder(folder) {
  try {
    makeFolder(folder);
    const file = path.join(folder, 'secrets.json');
    if (!existsSync(file)) writeOnce(file, JSON.stringify(createSecrets(), null, 2));
    return { folder: realpathSync(folder), secrets: readSecrets(file) };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new Refusal(
      `The data folder ${folder} cannot be used (${code}): give this user the right to write there, or set DATA_DIR.`,
    );
  }
}

/**
 * Step by step, because Node's own recursive way never returns below a folder such as /proc.
 * @param {string} folder
 */
function makeFolder(folder) {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/** @returns {Secrets} */
function createSecrets() {
  return {
    postgresPassword: randomBytes(24).toString('hex'),
    nextAuthSecret: randomBytes(32).toString('hex'),
    pusherAppId: 'strand',
    pusherKey: randomBytes(10).toString('hex'),
    pusherSecret: randomBytes(24).toString('hex'),
  };
}

/** @param {string} file @returns {Secrets} */
function readSecrets(file) {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(
      `${file} is damaged: put it back from a backup; without it the embedded database cannot be opened.`,
    );
  }
}

/**
 * Writes a file whole or not at all, and never over another process's.
 * @param {string} file
 * @param {string} text
 */
function writeOnce(file, text) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${text}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
