import { type Held, isHeld, type JobRow, noteProgress } from '@/lib/generation';
import { logger } from '@/lib/platform/logger';
import { changeJob, tellJob } from './tell-job';

/** How often an attempt asks whether the job is still its own, and how often progress is told. */
const WATCH_MS = 1_000;

/** Why an attempt ends that has nothing more to say: the job was cancelled, deleted, or taken over by another worker. */
export class JobLost extends Error {}

export type JobWatch = {
  /** Aborted when the attempt is to end, with a `JobLost` when the job is not its own any more. */
  signal: AbortSignal;
  /** Says how far it is: told to everyone at most once a second. */
  tell(stage: string | null, progress: number | null): void;
  close(): void;
};

/** Watches over a job while an attempt works on it. `stop` ends the attempt. */
export function watchJob(job: JobRow, held: Held, stop: AbortSignal): JobWatch {
  const lost = new AbortController();
  let news: { stage: string | null; progress: number | null } | null = null;
  let isBusy = false;
  const look = async () => {
    const told = news;
    news = null;
    if (!told) return isHeld(held);
    return changeJob(job.owner_id, job.id, async (tx) => {
      const row = await noteProgress(tx, held, told.stage, told.progress);
      if (row) await tellJob(tx, row, 'job.progressed');
      return row !== null;
    });
  };
  const round = () => {
    if (isBusy || lost.signal.aborted) return;
    isBusy = true;
    look()
      .then((isOurs) => {
        if (!isOurs) lost.abort(new JobLost());
      })
      // The database may be away for a while; whether the job is still held is asked again at its end.
      .catch((error: unknown) => logger.warn('job not watched', { jobId: job.id, error }))
      .finally(() => {
        isBusy = false;
      });
  };
  const timer = setInterval(round, WATCH_MS);
  return {
    signal: AbortSignal.any([lost.signal, stop]),
    tell(stage, progress) {
      news = { stage, progress };
    },
    close() {
      clearInterval(timer);
    },
  };
}
