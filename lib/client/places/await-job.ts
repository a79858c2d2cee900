import type { Job } from '@/lib/contracts';
import { readJob } from './api';

/** Recordings and pictures take a few seconds. */
const PAUSE_MS = 700;

const isOver = ({ status }: Job) => !['awaiting_consent', 'queued', 'running'].includes(status);

/** Waits until a job ended or asks for consent. Throws ApiError, or what `signal` was aborted with. */
export async function awaitJob(job: Job, signal: AbortSignal, onChange?: (job: Job) => void): Promise<Job> {
  let now = job;
  while (!isOver(now) && now.status !== 'awaiting_consent') {
    await pause(signal);
    now = await readJob(job.id, signal);
    onChange?.(now);
  }
  return now;
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, PAUSE_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
