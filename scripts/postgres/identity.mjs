import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

const NOBODY = 65534;

/**
 * How to run PostgreSQL's programs, which refuse to run as root.
 * @typedef {object} Identity
 * @property {(file: string, args: string[]) => [string, string[]]} command
 * @property {number | null} ownerUid who must own the cluster's files; null: whoever runs us
 */

/** @type {Identity} */
const ourselves = { command: (file, args) => [file, args], ownerUid: null };

/**
 * Chooses under which user PostgreSQL runs. As root: the owner of an existing cluster, else a user namespace in
 * which root is seen as `nobody` (files stay root's own), else the real `nobody`.
 * @param {string} postgres path of the binary
 * @param {string} cluster path of the cluster, which need not exist yet
 * @returns {Identity}
 * @throws {Error} if none of it is possible
 */
export function chooseIdentity(postgres, cluster) {
  if (process.getuid?.() !== 0) return ourselves;
  const owner = existsSync(cluster) ? statSync(cluster).uid : null;
  const candidates = owner
    ? [asUser(owner)]
    : owner === 0
      ? [inUserNamespace]
      : [inUserNamespace, asUser(NOBODY)];
  for (const candidate of candidates) {
    const [file, args] = candidate.command(postgres, ['--version']);
    if (spawnSync(file, args, { stdio: 'ignore' }).status === 0) return candidate;
  }
  throw new Error(
    `PostgreSQL cannot run as root on this machine: start Strand as an ordinary user who owns ${path.dirname(cluster)}, or set DATABASE_URL.`,
  );
}

/** @type {Identity} */
const inUserNamespace = {
  command: (file, args) => [
    'unshare',
    ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, file, ...args],
  ],
  ownerUid: null,
};

/**
 * A plain user id that keeps root's right to reach files, because the data may lie below a folder such as /root
 * that only root can enter.
 * @param {number} uid
 * @returns {Identity}
 */
function asUser(uid) {
  const flags = [
    `--reuid=${uid}`,
    `--regid=${uid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
  return { command: (file, args) => ['setpriv', [...flags, file, ...args]], ownerUid: uid };
}
