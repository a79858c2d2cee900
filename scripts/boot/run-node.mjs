import { spawnFollower } from './spawn-follower.mjs';

/**
 * Runs a program to its end.
 * @param {string[]} args of Node
 * @param {{ env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ status: number | null, printed: string }>} `status` null if a signal ended it
 */
export function runNode(args, options) {
  return new Promise((resolve, reject) => {
    const child = spawnFollower(args, options);
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ part) => {
        printed += part;
      });
    }
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, printed }));
  });
}
