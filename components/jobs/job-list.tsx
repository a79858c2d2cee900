'use client';

import { useJobNews } from '@/lib/client/making';
import type { Asset, Job } from '@/lib/contracts';
import { JobCard } from './job-card';
import { lastTries } from './last-tries';
import { tellJobNews } from './tell-job-news';

type JobListProps = {
  jobs: readonly Job[];
  /** While the answer is being written, what of it is here already; null afterwards. */
  awaited: readonly Asset[] | null;
};

/** What an answer is making or was asked to make. What is complete is shown by what came of it, as soon as that is here. */
export default function JobList({ jobs, awaited }: JobListProps) {
  useJobNews(tellJobNews);
  const isComing = ({ asset_ids: ids }: Job) =>
    awaited !== null && ids.some((id) => awaited.every((asset) => asset.id !== id));
  const shown = lastTries(jobs).filter(
    ({ job }) => job.purpose === 'message' && (job.status !== 'complete' || isComing(job)),
  );
  if (shown.length === 0) return null;
  return (
    <div className="flex flex-col gap-3">
      {shown.map(({ key, job }) => (
        <JobCard key={key} job={job} />
      ))}
    </div>
  );
}
