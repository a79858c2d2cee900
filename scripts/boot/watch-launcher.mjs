import { isProcessAlive, readProcessStat } from '../process-alive.mjs';

const POLL_MS = 500;
/** The npm scripts that run until they are stopped. */
const LASTING_SCRIPTS = new Set(['start', 'dev']);

/**
 * Calls back when the process that launched us has died without a word (kill -9): what it started must not stay
 * behind and hold the port and the data folder.
 * @param {() => void} onGone
 */
export function watchLauncher(onGone) {
  if (process.channel) {
    process.once('disconnect', onGone);
    process.channel.unref();
    return;
  }
  // Without npm, a shell may well end before what it put into the background.
  if (!LASTING_SCRIPTS.has(process.env.npm_lifecycle_event ?? '')) return;
  const npm = findNpm();
  const timer = setInterval(() => {
    if (isProcessAlive(npm)) return;
    clearInterval(timer);
    onGone();
  }, POLL_MS);
  timer.unref();
}

/** npm runs a script through a shell, which on some systems stays in between. */
function findNpm() {
  const parent = readProcessStat(process.ppid);
  return parent && /^(ba|da|z|k)?sh$/.test(parent.name) ? parent.parentPid : process.ppid;
}
