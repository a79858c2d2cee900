import type { Check } from '@/lib/flows/check-health';
import { env } from '@/lib/platform/env';

const TIMEOUT_MS = 5_000;

/** Whether the web process answers on its port. Never throws. */
export async function checkWeb(): Promise<Check> {
  const address = `http://${reachable(env().HOST)}:${env().PORT}`;
  try {
    const response = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    await response.arrayBuffer();
    if (response.ok) return { name: 'web', status: 'ok', detail: `answers at ${address}` };
    return { name: 'web', status: 'failed', detail: `answers ${response.status} at ${address}`, advice };
  } catch {
    return { name: 'web', status: 'failed', detail: `no answer at ${address}`, advice };
  }
}

const advice = 'Start the app again with npm start, and read what it prints.';

/** An address to listen on is not always one to connect to. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
