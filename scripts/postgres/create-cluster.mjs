import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Creates a cluster with one superuser, `postgres`. It is built aside and then renamed, so that a crash in the
 * middle leaves nothing that looks like a cluster.
 * @param {object} request
 * @param {string} request.initdb path of the binary
 * @param {string} request.cluster
 * @param {string} request.password of the superuser
 * @param {import('./identity.mjs').Identity} request.identity
 * @throws {Error} with initdb's own words
 */
export function createCluster({ initdb, cluster, password, identity }) {
  const draft = `${cluster}.new`;
  const passwordFile = path.join(path.dirname(cluster), 'initdb.password');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (identity.ownerUid !== null)
      for (const file of [draft, passwordFile]) chownSync(file, identity.ownerUid, identity.ownerUid);
    const [file, args] = identity.command(initdb, [
      ...[
        '-D',
        draft,
        '-U',
        'postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
      ],
      // PostgreSQL's own locale sorts the same on every machine, whatever the C library's version.
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    ]);
    const result = spawnSync(file, args, { env: postgresEnvironment(), encoding: 'utf8' });
    if (result.status !== 0)
      throw new Error(`PostgreSQL could not create its data folder: ${result.stderr || result.error}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, cluster);
}

/** @param {string} cluster */
export function clusterExists(cluster) {
  return existsSync(path.join(cluster, 'PG_VERSION'));
}

/** Variables such as PGDATA or a foreign locale of the person's shell must not reach the server. */
export function postgresEnvironment() {
  return { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' };
}
