import { spawn, spawnSync } from 'node:child_process';
import { OWN_NODE } from './project.mjs';
import { Refusal } from './say.mjs';
import { watchLauncher } from './watch-launcher.mjs';

/** The first version with everything the scripts and packages use. */
const NEEDED_MAJOR = 22;

/**
 * Continues this command under the project's own Node, so that it behaves the same whatever the machine has.
 * Returns if it already does, or if the own Node cannot run here and this one will do; else it never returns.
 */
export async function continueOnOwnNode() {
  const version = spawnSync(OWN_NODE, ['--version'], { encoding: 'utf8' }).stdout?.trim();
  if (version === process.version) return;
  if (!version) {
    if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return;
    throw new Refusal(
      `The Node that the project brings does not run here: use Node ${NEEDED_MAJOR} or newer.`,
    );
  }
  const child = spawn(OWN_NODE, process.argv.slice(1), { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => forward(signal));
  watchLauncher(() => forward('SIGTERM'));
  const [code, signal] = await new Promise((resolve) => child.once('exit', (...outcome) => resolve(outcome)));
  process.exit(code ?? (signal ? 1 : 0));
}
