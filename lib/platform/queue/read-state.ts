import { db } from '../db';

/** How many jobs there are, of all kinds. */
export type QueueState = {
  waiting: number;
  running: number;
  /** Given up within the last day. */
  failed: number;
};

/** Counts the jobs. Throws when the queue's tables are not there, which the worker makes at its first start. */
export async function readQueueState(): Promise<QueueState> {
  const [row] = await db().$queryRaw<QueueState[]>`
    select
      count(*) filter (where state in ('created', 'retry'))::int as waiting,
      count(*) filter (where state = 'active')::int as running,
      count(*) filter (where state = 'failed' and completed_on > now() - interval '1 day')::int as failed
    from pgboss.job`;
  return row ?? { waiting: 0, running: 0, failed: 0 };
}
