import type { HealthCheck } from '@/lib/contracts';
import { checkBucketRules, checkMediaTools, checkStorage } from '@/lib/media';
import { checkModels } from '@/lib/models';
import { db } from '@/lib/platform/db';
import { kv } from '@/lib/platform/kv';
import { checkRealtime } from '@/lib/realtime';
import { checkMediaResponses } from './check-media-responses';
import { checkQueue } from './check-queue';
import { readOtherEngines } from './share-engines';

export type Check = HealthCheck;

export const WORKER_BEAT_MS = 5_000;
const WORKER_KEY = 'worker:alive';
/** Three beats missed and the worker counts as gone. */
const WORKER_TTL_MS = 3 * WORKER_BEAT_MS + 1_000;
const CHECK_TIMEOUT_MS = 5_000;

/** The worker's sign of life, seen by `checkHealth` of any process. */
export async function noteWorkerAlive(): Promise<void> {
  await kv().set(WORKER_KEY, Date.now(), { ttlMs: WORKER_TTL_MS });
}

/** Anybody may ask for readiness, and each look writes to the disk: those who ask together share one. */
const SHARED_MS = 1_000;
let latest: { at: number; checks: Promise<Check[]> } | null = null;

/** What must work before the app can serve: database, storage, realtime, worker. At most a second old. */
export function checkReadiness(): Promise<Check[]> {
  const now = performance.now();
  if (latest === null || now - latest.at > SHARED_MS) latest = { at: now, checks: lookNow() };
  return latest.checks;
}

function lookNow(): Promise<Check[]> {
  return Promise.all([
    checkDatabase(),
    check('storage', checkStorage),
    checkRealtimeProcess(),
    checkWorker(),
  ]);
}

/** All of the media tools together: each opens a tiny file, some in processes that a busy machine starts slowly. */
const TOOLS_TIMEOUT_MS = 60_000;

/** Readiness, the queue, what media needs and the configured models, for the doctor. Those who ask together share it. */
export function checkHealth(): Promise<{ checks: Check[] }> {
  examination ??= examine().finally(() => {
    examination = null;
  });
  return examination;
}

let examination: Promise<{ checks: Check[] }> | null = null;

async function examine(): Promise<{ checks: Check[] }> {
  const [ready, queue, bucket, models, tools] = await Promise.all([
    checkReadiness(),
    check('queue', checkQueue, 'It is made when the app starts: start it with npm start.'),
    checkBucket(),
    checkAllModels(),
    checkMediaTools(AbortSignal.timeout(TOOLS_TIMEOUT_MS)),
  ]);
  return { checks: [...ready, queue, ...bucket, ...tools, checkMediaResponses(), ...models] };
}

/** Other processes that cannot be heard are no reason not to say what is known here. */
const checkAllModels = async () => checkModels(await readOtherEngines().catch(() => []));

async function checkBucket(): Promise<Check[]> {
  const found = await checkBucketRules();
  return found ? [{ name: 'storage: CORS', ...found }] : [];
}

const checkDatabase = () =>
  check('database', async () => {
    const rows = await db().$queryRaw<{ version: string }[]>`select split_part(version(), ' ', 2) as version`;
    return { status: 'ok', detail: `PostgreSQL ${rows[0]?.version ?? ''}` };
  });

const checkRealtimeProcess = () =>
  check('realtime', async () => {
    const health = await checkRealtime();
    if (health.ok) return { status: 'ok', detail: 'connected' };
    return {
      status: 'failed',
      detail: health.reason,
      advice: 'It is restarted by itself; messages still arrive after a reload.',
    };
  });

const checkWorker = () =>
  check('worker', async () => {
    const at = await kv().get(WORKER_KEY);
    if (at !== null && at !== undefined) return { status: 'ok', detail: 'running' };
    return {
      status: 'failed',
      detail: 'not heard of lately',
      advice: 'It is restarted by itself; if this stays, start the app again with npm start.',
    };
  });

/** A check that fails or hangs is a failed check, not a failed report. */
async function check(name: string, run: () => Promise<Omit<Check, 'name'>>, advice?: string): Promise<Check> {
  const timeout = new Promise<Omit<Check, 'name'>>((resolve) => {
    setTimeout(() => resolve({ status: 'failed', detail: 'no answer in time' }), CHECK_TIMEOUT_MS).unref();
  });
  const failed = () => ({ status: 'failed', detail: 'cannot be reached', advice }) as const;
  return { name, ...(await Promise.race([run().catch(failed), timeout])) };
}
