import type { Job } from '@/lib/contracts';

/**
 * The jobs of an answer, each try after a failure in the place of the one that failed: what did not work out is of no
 * interest once the same is being made again, or has been made. `key` stays the same from one try to the next.
 */
export function lastTries(jobs: readonly Job[]): { key: string; job: Job }[] {
  const places: { key: string; job: Job }[] = [];
  for (const job of jobs.toSorted(byAge)) {
    const failed = places.find((place) => place.job.status === 'failed' && isSame(place.job, job));
    if (failed) failed.job = job;
    else places.push({ key: job.id, job });
  }
  return places;
}

const byAge = (one: Job, other: Job) => one.created_at.localeCompare(other.created_at);

const isSame = (one: Job, other: Job) => orderOf(one) === orderOf(other);
const orderOf = ({ tool, title, parameters, source_ids: sources }: Job) =>
  JSON.stringify([tool, title, parameters, sources]);
