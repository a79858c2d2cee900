import { touchRuns } from '@/lib/conversation';
import { getLiveRun, listLiveRunIds } from '@/lib/generation';
import { kv } from '@/lib/platform/kv';
import { logger } from '@/lib/platform/logger';

const HEARTBEAT_MS = 3_000;
/** Channel on which a stop reaches the process that holds the run. */
export const STOP_CHANNEL = 'run-stop';

const shared = globalThis as unknown as { strandHeartbeat?: NodeJS.Timeout };

/** Starts, once a process, what every holder of runs owes: a sign of life, and an ear for stops from elsewhere. */
export function keepHeartbeat(): void {
  if (shared.strandHeartbeat) return;
  shared.strandHeartbeat = setInterval(() => {
    const ids = listLiveRunIds();
    if (ids.length > 0)
      touchRuns(ids).catch((error: unknown) => logger.warn('heartbeat not written', { error }));
  }, HEARTBEAT_MS);
  shared.strandHeartbeat.unref();
  void Promise.resolve(
    kv().subscribe(STOP_CHANNEL, (runId) => getLiveRun(String(runId))?.controller.abort()),
  ).catch((error: unknown) => logger.warn('stops from other processes are not heard', { error }));
}
