import type { PgBoss } from 'pg-boss';
import { logger } from '../logger';
import { inTransaction } from '../transaction';
import { DEFAULT_RETRY_LIMIT, deadNameOf, ensureKind, openBoss, within } from './boss';
import type { JobHandler, JobKind } from './job-kind';

/** What runs by itself at certain times. Throwing lets the queue try again. The signal is aborted on a stop. */
export type TaskHandler = (signal: AbortSignal) => Promise<unknown>;

export type Queue = {
  /** Runs a task at the times of `everyCron` (UTC). */
  schedule(name: string, everyCron: string, handler: TaskHandler): Promise<void>;
  /** Works on a kind of job. `onDead` is told of jobs that were given up. Throwing lets the queue try again. */
  work<T extends object>(kind: JobKind<T>, handler: JobHandler<T>, onDead: JobHandler<T>): Promise<void>;
  /** Aborts what runs and puts it back, waits for that up to `graceMs`, then stops. */
  stop(graceMs: number): Promise<void>;
};

/** The first pause before a task is tried again; pauses double. */
const TASK_RETRY_DELAY_SECONDS = 5;
const HEARTBEAT_REFRESH_SECONDS = 3;
/** A new job is announced by NOTIFY; one that is tried again is only found by looking. */
const polling = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 };

/** Starts working on jobs, whose tables live in the schema `pgboss` of the same database. */
export async function startQueue(): Promise<Queue> {
  const boss = await openBoss({ works: true });
  const stopping = new AbortController();
  return {
    async schedule(name, everyCron, handler) {
      await boss.createQueue(name, {
        retryLimit: DEFAULT_RETRY_LIMIT,
        retryDelay: TASK_RETRY_DELAY_SECONDS,
        retryBackoff: true,
        notify: true,
      });
      await boss.work(name, async ([job]) => {
        if (job) await handler(AbortSignal.any([job.signal, stopping.signal]));
      });
      await boss.schedule(name, everyCron);
    },
    async work(kind, handler, onDead) {
      await ensureKind(boss, kind);
      // First: what killed the worker before must not do so again before it is given up.
      await boss.work(deadNameOf(kind), polling, async ([job]) => {
        if (job) await onDead(kind.data.parse(job.data), { signal: job.signal });
      });
      const options = {
        ...polling,
        heartbeatRefreshSeconds: HEARTBEAT_REFRESH_SECONDS,
        includeMetadata: true,
      } as const;
      const run = async (job: RunningJob & { signal: AbortSignal }) => {
        const signal = AbortSignal.any([job.signal, stopping.signal]);
        try {
          await handler(kind.data.parse(job.data), { signal });
        } catch (error) {
          if (!stopping.signal.aborted) {
            logger.warn('job failed', { job: kind.name, key: job.singletonKey, error });
            throw error;
          }
          await putBack(boss, kind, job);
        }
      };
      for (let place = 1; place <= kind.concurrency; place += 1) {
        let id: string | undefined;
        id = await boss.work(kind.name, options, async ([job]) => {
          if (!job) return;
          try {
            await run(job);
          } finally {
            // There may be more: whoever ends one takes the next at once, instead of at its next look.
            if (id) boss.notifyWorker(id);
          }
        });
      }
    },
    async stop(graceMs) {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: graceMs });
    },
  };
}

type RunningJob = { id: string; data: unknown; singletonKey?: string | null };

/** Being stopped is no failure of the job: it begins anew, with all its tries. */
async function putBack(boss: PgBoss, kind: JobKind, job: RunningJob): Promise<void> {
  await inTransaction(async (tx) => {
    const inside = within(tx);
    await boss.deleteJob(kind.name, job.id, inside);
    await boss.send(kind.name, job.data as object, {
      // Not for this worker, which may not have stopped looking for jobs yet.
      startAfter: 1,
      ...(job.singletonKey && { singletonKey: job.singletonKey }),
      ...inside,
    });
  });
}
