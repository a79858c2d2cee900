import { requireRealtimePort } from './settings';

const HEALTH_TIMEOUT_MS = 2000;

/** Address of the realtime process, to which WebSocket requests are handed on. Throws `realtime.not_configured`. */
export function realtimeProcessUrl(): string {
  return `http://127.0.0.1:${requireRealtimePort()}`;
}

/** Whether the realtime process answers and hears of new events. Never throws. */
export async function checkRealtime(): Promise<{ ok: true } | { ok: false; reason: string }> {
  try {
    const response = await fetch(`${realtimeProcessUrl()}/health`, {
      signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS),
      cache: 'no-store',
    });
    await response.arrayBuffer();
    if (response.ok) return { ok: true };
    return { ok: false, reason: 'The realtime process does not hear of new events.' };
  } catch {
    return { ok: false, reason: 'The realtime process does not answer.' };
  }
}
