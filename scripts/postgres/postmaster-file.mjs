import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What `postmaster.pid` says: `absent` no server, `stale` left behind by a dead one, `ours` a server of this
 * cluster is alive, and takes connections if `ready`.
 * @typedef {{ state: 'absent' } | { state: 'stale' } | { state: 'ours', pid: number, port: number, ready: boolean }} Postmaster
 */

/**
 * Looks for a running server of a cluster.
 * @param {string} cluster absolute path without symlinks
 * @returns {Postmaster}
 */
export function findPostmaster(cluster) {
  return judgePostmaster(readOrNull(path.join(cluster, 'postmaster.pid')), cluster, commandLineOf);
}

/**
 * Judges the text of a `postmaster.pid`. A process with the number in it may be another program by now, so its
 * command line decides.
 * @param {string | null} text
 * @param {string} cluster
 * @param {(pid: number) => string[]} readCommandLine empty for a dead process
 * @returns {Postmaster}
 */
export function judgePostmaster(text, cluster, readCommandLine) {
  if (text === null) return { state: 'absent' };
  // Lines: pid, data folder, start time, port, socket folder, listen address, shared memory, status.
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return { state: 'stale' };
  const words = readCommandLine(pid);
  const servesCluster = words[words.indexOf('-D') + 1] === cluster;
  if (!words[0]?.includes('postgres') || !servesCluster) return { state: 'stale' };
  return { state: 'ours', pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** @param {number} pid @returns {string[]} */
function commandLineOf(pid) {
  if (process.platform === 'linux') return (readOrNull(`/proc/${pid}/cmdline`) ?? '').split('\0');
  const listing = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return (listing.stdout ?? '').trim().split(' ');
}

/** @param {string} file */
function readOrNull(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
