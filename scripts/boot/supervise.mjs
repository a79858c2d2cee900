import { createInterface } from 'node:readline';
import { nextRestartDelay } from './restart-delay.mjs';
import { say } from './say.mjs';
import { spawnFollower } from './spawn-follower.mjs';

/** Longer than the web server waits for open requests, shorter than a service manager waits for us. */
const STOP_LIMIT_MS = 8_000;

/**
 * @typedef {object} ProcessPlan
 * @property {string} name put before each line that it prints
 * @property {string[]} args of Node
 * @property {NodeJS.ProcessEnv} env
 * @typedef {{ name: string, pid: () => number | undefined, stop: () => Promise<void> }} SupervisedProcess
 */

/**
 * Starts a process and starts it again, ever more patiently, whenever it ends by itself.
 * @param {ProcessPlan} plan
 * @returns {SupervisedProcess}
 */
export function superviseProcess(plan) {
  let stopping = false;
  let delayMs = 0;
  /** @type {NodeJS.Timeout | undefined} */
  let again;
  let child = launch();

  function launch() {
    const startedAt = Date.now();
    const started = spawnPrefixed(plan);
    started.once('exit', (code, signal) => {
      if (stopping) return;
      delayMs = nextRestartDelay(delayMs, Date.now() - startedAt);
      say(`[${plan.name}] ended (${signal ?? `code ${code}`}); starting again in ${delayMs} ms`);
      again = setTimeout(() => {
        child = launch();
      }, delayMs);
    });
    return started;
  }

  return {
    name: plan.name,
    pid: () => child.pid,
    async stop() {
      stopping = true;
      clearTimeout(again);
      await endProcess(child);
    },
  };
}

/** @param {ProcessPlan} plan */
function spawnPrefixed({ name, args, env }) {
  // A group of its own: Ctrl-C in the terminal reaches only us, and we stop things in order.
  const child = spawnFollower(args, { env, detached: true });
  const streams = /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]);
  for (const [from, to] of streams) {
    if (from) createInterface({ input: from }).on('line', (line) => to.write(`[${name}] ${line}\n`));
  }
  return child;
}

/** @param {import('node:child_process').ChildProcess} child */
function endProcess(child) {
  return /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      child.once('exit', () => {
        clearTimeout(force);
        resolve();
      });
      child.kill('SIGTERM');
    })
  );
}
