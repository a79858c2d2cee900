import { touchRuns } from '@/lib/conversation';
import { getLiveRun, listLiveRunIds } from '@/lib/generation';
import { kv } from '@/lib/platform/kv';
import { logger } from '@/lib/platform/logger';
import { shareEngines } from './share-engines';

const HEARTBEAT_MS = 3_000;
/** Channel on which a stop reaches the process that holds the run. */
export const STOP_CHANNEL = 'run-stop';

const shared = globalThis as unknown as { strandHeartbeat?: NodeJS.Timeout };

/** Starts, once a process, what every holder of runs owes: a sign of life, and an ear for stops from elsewhere. */
export function keepHeartbeat(): void {
  if (shared.strandHeartbeat) return;
  let hears = false;
  const listen = async () => {
    if (hears) return;
    hears = true;
    try {
      await kv().subscribe(STOP_CHANNEL, (runId) => getLiveRun(String(runId))?.controller.abort());
    } catch (error) {
      hears = false;
      logger.warn('stops from other processes are not heard; trying again', { error });
    }
  };
  const beat = async () => {
    await Promise.all([listen(), tellAlive(), shareEngines('web')]).catch((error: unknown) =>
      logger.warn('heartbeat not written', { error }),
    );
  };
  shared.strandHeartbeat = setInterval(() => void beat(), HEARTBEAT_MS);
  shared.strandHeartbeat.unref();
  void listen();
}

/** A run that is over in the database, closed by a reaper or deleted, has nobody left to write for. */
async function tellAlive(): Promise<void> {
  const ids = listLiveRunIds();
  if (ids.length === 0) return;
  const open = new Set(await touchRuns(ids));
  for (const id of ids) if (!open.has(id)) getLiveRun(id)?.controller.abort();
}
