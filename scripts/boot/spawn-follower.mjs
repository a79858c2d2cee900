import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './project.mjs';

/**
 * Starts a program under this Node, in the repository's folder, which ends when we do.
 * @param {string[]} args of Node
 * @param {{ env?: NodeJS.ProcessEnv, detached?: boolean }} [options] `env` is added to our own variables;
 *   `detached`: in a process group of its own
 */
export function spawnFollower(args, { env = {}, detached = false } = {}) {
  return spawn(process.execPath, ['--import', './scripts/boot/follow-parent.mjs', ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      // What it starts through `env node` must be this Node, too.
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ''}`,
      ...env,
      STRAND_STARTER_PID: String(process.pid),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached,
  });
}
