import { PgBoss } from 'pg-boss';
import { requireDatabaseUrl } from '../db';
import { logger } from '../logger';
import type { Transaction } from '../transaction';
import type { JobKind } from './job-kind';

/** Tries of what has no count of its own. */
export const DEFAULT_RETRY_LIMIT = 3;
/** The least that pg-boss takes: a job whose worker is silent for so long is given to another. */
const HEARTBEAT_SECONDS = 10;
/** How often silence is looked for: with the above, a killed worker's job runs again within about 15 s. */
const MONITOR_SECONDS = 4;

export const deadNameOf = (kind: { name: string }) => `${kind.name}.dead`;

/** Opens pg-boss, whose tables live in the schema `pgboss` of the app's database: to put jobs down only, or to work. */
export function openBoss({ works }: { works: boolean }): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: requireDatabaseUrl(),
    max: works ? 6 : 2,
    supervise: works,
    schedule: works,
    useListenNotify: works,
    superviseIntervalSeconds: MONITOR_SECONDS,
    monitorIntervalSeconds: MONITOR_SECONDS,
  });
  boss.on('error', (error) => logger.warn('job queue', { error }));
  boss.on('warning', (warning) => logger.warn('job queue', { warning }));
  return boss.start();
}

const knownKinds = new WeakMap<PgBoss, Map<string, Promise<void>>>();

/** Makes the queue of a kind and of its dead jobs, once a process; what exists is brought to today's settings. */
export function ensureKind(boss: PgBoss, kind: JobKind): Promise<void> {
  const known = knownKinds.get(boss) ?? new Map<string, Promise<void>>();
  knownKinds.set(boss, known);
  const made = known.get(kind.name) ?? makeQueues(boss, kind);
  known.set(kind.name, made);
  made.catch(() => known.delete(kind.name));
  return made;
}

async function makeQueues(boss: PgBoss, kind: JobKind): Promise<void> {
  const dead = deadNameOf(kind);
  await boss.createQueue(dead, { retryLimit: DEFAULT_RETRY_LIMIT, retryBackoff: true, notify: true });
  const settings = {
    retryLimit: kind.retryLimit,
    retryDelay: kind.retryDelaySeconds,
    expireInSeconds: kind.expireSeconds,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    deadLetter: dead,
    notify: true,
  };
  // Exclusive: of one key there is one job, waiting or running.
  await boss.createQueue(kind.name, { ...settings, policy: 'exclusive' });
  await boss.updateQueue(kind.name, settings);
}

/** Lets pg-boss run its statements within a transaction of ours. */
export const within = (tx: Transaction) => ({
  db: {
    executeSql: async (text: string, values: unknown[] = []) => ({
      rows: await tx.$queryRawUnsafe<unknown[]>(text, ...values),
    }),
  },
});
