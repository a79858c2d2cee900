import { setTimeout as sleep } from 'node:timers/promises';
import { readLockNote, tryLock } from '../local-lock.mjs';
import { Refusal } from './say.mjs';

/** Processes of a start script that was killed need a moment to notice it and let go. */
const PATIENCE_MS = 3_000;
const STOPPING_PATIENCE_MS = 30_000;
const POLL_MS = 100;

/**
 * What a running start script tells about itself.
 * @typedef {{ pid: number, state: 'starting' | 'running' | 'stopping', port?: number, realtimePort?: number, url?: string, processes?: Record<string, number | undefined> }} RunningApp
 * @typedef {object} Claim
 * @property {(describe: () => Omit<RunningApp, 'pid'>) => void} describe what others are told from now on
 * @property {() => Promise<void>} release
 */

/**
 * Claims the data folder for this start script.
 * @param {{ folder: string, secrets: import('./data-folder.mjs').Secrets }} data
 * @returns {Promise<Claim>}
 * @throws {Refusal} if another one has it
 */
export async function claimDataFolder(data) {
  const key = lockKey(data);
  /** @type {() => Omit<RunningApp, 'pid'>} */
  let describe = () => ({ state: 'starting' });
  const startedAt = Date.now();
  for (;;) {
    const lock = await tryLock(key, () => ({ pid: process.pid, ...describe() }));
    if (lock) {
      return {
        release: lock.release,
        describe: (next) => {
          describe = next;
        },
      };
    }
    const other = await findRunningApp(data);
    const patienceMs = other?.state === 'stopping' ? STOPPING_PATIENCE_MS : PATIENCE_MS;
    if (other && Date.now() - startedAt > patienceMs) {
      const where = other.url ? ` at ${other.url}` : '';
      throw new Refusal(
        `Strand already runs on the data folder ${data.folder}${where} (process ${other.pid}): stop it first, or set another DATA_DIR.`,
      );
    }
    await sleep(POLL_MS);
  }
}

/**
 * Asks for the start script that has a data folder.
 * @param {{ folder: string, secrets: import('./data-folder.mjs').Secrets }} data
 * @returns {Promise<RunningApp | null>}
 */
export async function findRunningApp(data) {
  return /** @type {RunningApp | null} */ (await readLockNote(lockKey(data)));
}

/** The secret in the key keeps other people of the machine from taking the name. @param {Parameters<typeof findRunningApp>[0]} data */
function lockKey({ folder, secrets }) {
  return `start:${folder}:${secrets.postgresPassword}`;
}
