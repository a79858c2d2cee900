import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.mjs';
import { withLock } from './local-lock.mjs';
import { findBinaries } from './postgres/binaries.mjs';
import { clusterExists, createCluster, postgresEnvironment } from './postgres/create-cluster.mjs';
import { chooseIdentity } from './postgres/identity.mjs';
import { findPostmaster } from './postgres/postmaster-file.mjs';

/** After a kill -9, dying children of the old server hold its shared memory for a while. */
const START_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 15_000;
const RETRY_MS = 200;
const POLL_MS = 10;

/**
 * @typedef {object} PostgresRequest
 * @property {string} folder holds `cluster/` and `server.log`; made if it is missing
 * @property {string} password of the superuser `postgres`, set when the cluster is created
 * @property {number} [port] use only this port; without it any free one, or the one of a running server
 * @property {Record<string, string | number>} [settings] extra settings for `-c`
 */

/**
 * Starts the embedded PostgreSQL of a folder on 127.0.0.1, or adopts the one that already serves it. The server
 * outlives this process.
 * @param {PostgresRequest} request
 * @returns {Promise<{ port: number, pid: number, adopted: boolean }>}
 * @throws {Error} if it does not take connections within 30 s
 */
export async function startPostgres(request) {
  mkdirSync(request.folder, { recursive: true, mode: 0o700 });
  const folder = realpathSync(request.folder);
  return withLock(`postgres:${folder}:${request.password}`, () => startAlone({ ...request, folder }));
}

/**
 * Stops the server of a folder, if one runs, and waits until it has gone.
 * @param {string} folder
 */
export async function stopPostgres(folder) {
  const cluster = clusterOf(folder);
  const found = findPostmaster(cluster);
  if (found.state !== 'ours') return;
  // SIGINT is PostgreSQL's "fast": it ends sessions and writes a checkpoint. SIGQUIT leaves recovery to the next start.
  process.kill(found.pid, 'SIGINT');
  if (await waitForEnd(cluster, found.pid, STOP_LIMIT_MS)) return;
  process.kill(found.pid, 'SIGQUIT');
  await waitForEnd(cluster, found.pid, STOP_LIMIT_MS);
}

/**
 * Tells whether the server of a folder is alive.
 * @param {string} folder
 */
export function isPostgresAlive(folder) {
  return findPostmaster(clusterOf(folder)).state === 'ours';
}

/** @param {PostgresRequest} request */
async function startAlone({ folder, password, port, settings }) {
  const cluster = path.join(folder, 'cluster');
  const { initdb, postgres } = findBinaries();
  const identity = chooseIdentity(postgres, cluster);
  if (!clusterExists(cluster)) createCluster({ initdb, cluster, password, identity });
  const deadline = Date.now() + START_LIMIT_MS;
  let adopted = true;
  while (Date.now() < deadline) {
    const found = findPostmaster(cluster);
    if (found.state === 'ours') {
      const server = await waitForReady(cluster, deadline);
      if (server) return { ...server, adopted };
    } else {
      if (found.state === 'stale') rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
      adopted = false;
      const claimed = await launch({
        folder,
        cluster,
        postgres,
        identity,
        port: port ?? (await freePort()),
        settings,
      });
      if (!claimed) await sleep(RETRY_MS);
    }
  }
  throw new Error(
    `PostgreSQL did not start within ${START_LIMIT_MS / 1000} s: see ${path.join(folder, 'server.log')}.`,
  );
}

/**
 * Spawns the server and waits until it has either claimed the cluster or died.
 * @param {object} request
 * @param {string} request.folder
 * @param {string} request.cluster
 * @param {string} request.postgres
 * @param {import('./postgres/identity.mjs').Identity} request.identity
 * @param {number} request.port
 * @param {Record<string, string | number>} [request.settings]
 * @returns {Promise<boolean>} false if it died
 */
async function launch({ folder, cluster, postgres, identity, port, settings }) {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    fsync: 'on',
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [file, args] = identity.command(postgres, ['-D', cluster, '-p', String(port), ...flags]);
  const log = openSync(path.join(folder, 'server.log'), 'a', 0o600);
  // Detached: Ctrl-C in the terminal must not reach the server before the programs that use it have stopped.
  const child = spawn(file, args, {
    env: postgresEnvironment(),
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', () => {
    ended = true;
  });
  child.unref();
  while (findPostmaster(cluster).state !== 'ours') {
    if (ended) return false;
    await sleep(POLL_MS);
  }
  return true;
}

/** @param {string} cluster @param {number} deadline */
async function waitForReady(cluster, deadline) {
  while (Date.now() < deadline) {
    const found = findPostmaster(cluster);
    if (found.state !== 'ours') return null;
    if (found.ready) return { pid: found.pid, port: found.port };
    await sleep(POLL_MS);
  }
  return null;
}

/** @param {string} cluster @param {number} pid @param {number} limitMs */
async function waitForEnd(cluster, pid, limitMs) {
  const deadline = Date.now() + limitMs;
  while (Date.now() < deadline) {
    const found = findPostmaster(cluster);
    if (found.state !== 'ours' || found.pid !== pid) return true;
    await sleep(POLL_MS);
  }
  return false;
}

/** @param {string} folder */
function clusterOf(folder) {
  return path.join(realpathSync(folder), 'cluster');
}
