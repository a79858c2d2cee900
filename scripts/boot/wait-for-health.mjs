import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal, say } from './say.mjs';

/** A development server compiles the route first; a slow machine may need most of this. */
const ANSWER_LIMIT_MS = 120_000;
/** What is not ready by then may need a person, who needs the page. */
const READY_LIMIT_MS = 15_000;
const POLL_MS = 50;

/**
 * Waits until the app answers, and then a while until everything behind it works.
 * @param {{ host: string, port: number, isStopping: () => boolean }} request
 * @throws {Refusal} if it does not answer within two minutes
 */
export async function waitForHealth({ host, port, isStopping }) {
  const address = `http://${reachable(host)}:${port}/api/health`;
  const answers = await poll(address, ANSWER_LIMIT_MS, isStopping);
  if (isStopping()) return;
  if (!answers) throw new Refusal('Strand did not become ready within two minutes: see above.');
  if ((await poll(`${address}?ready`, READY_LIMIT_MS, isStopping)) || isStopping()) return;
  say('Strand answers, but not everything behind it works: npm run doctor says what.');
}

/** @param {string} address @param {number} limitMs @param {() => boolean} isStopping */
async function poll(address, limitMs, isStopping) {
  const deadline = Date.now() + limitMs;
  while (Date.now() < deadline && !isStopping()) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(limitMs) }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 200) return true;
    await sleep(POLL_MS);
  }
  return false;
}

/** An address to listen on is not always one to connect to. @param {string} host */
function reachable(host) {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
