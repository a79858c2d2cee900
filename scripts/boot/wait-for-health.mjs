import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from './say.mjs';

/** A development server compiles the route first; a slow machine may need most of this. */
const LIMIT_MS = 120_000;
const POLL_MS = 50;

/**
 * Waits until the app answers.
 * @param {{ host: string, port: number, isStopping: () => boolean }} request
 * @throws {Refusal} if it does not within two minutes
 */
export async function waitForHealth({ host, port, isStopping }) {
  const address = `http://${reachable(host)}:${port}/api/health`;
  const deadline = Date.now() + LIMIT_MS;
  while (Date.now() < deadline && !isStopping()) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(LIMIT_MS) }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await sleep(POLL_MS);
  }
  if (!isStopping()) throw new Refusal('Strand did not become ready within two minutes: see above.');
}

/** An address to listen on is not always one to connect to. @param {string} host */
function reachable(host) {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
