import { PgBoss } from 'pg-boss';
import { requireDatabaseUrl } from './db';
import { logger } from './logger';

/** A durable job by name: what it does when its time comes. Throwing lets the queue try again. */
export type JobHandler = (data: unknown, signal: AbortSignal) => Promise<void>;

export type Queue = {
  /** Registers the handler of a job name. `everyCron` also runs it by itself at those times (UTC). */
  register(name: string, handler: JobHandler, options?: { everyCron?: string }): Promise<void>;
  /** Lets running jobs finish for up to `graceMs`, then stops; unfinished ones run again later. */
  stop(graceMs: number): Promise<void>;
};

/** Tries of a job before it rests as failed, and the first pause between them; pauses double. */
const RETRY_LIMIT = 3;
const RETRY_DELAY_S = 5;

/** Starts the job queue, whose tables live in the schema `pgboss` of the same database. */
export async function startQueue(): Promise<Queue> {
  const boss = new PgBoss({ connectionString: requireDatabaseUrl(), max: 4, useListenNotify: true });
  boss.on('error', (error) => logger.warn('job queue', { error }));
  boss.on('warning', (warning) => logger.warn('job queue', { warning }));
  await boss.start();
  return {
    async register(name, handler, options = {}) {
      await boss.createQueue(name, {
        retryLimit: RETRY_LIMIT,
        retryDelay: RETRY_DELAY_S,
        retryBackoff: true,
        notify: true,
      });
      await boss.work(name, async (jobs) => {
        for (const job of jobs) await handler(job.data, job.signal);
      });
      if (options.everyCron) await boss.schedule(name, options.everyCron);
    },
    async stop(graceMs) {
      await boss.stop({ graceful: true, timeout: graceMs });
    },
  };
}
