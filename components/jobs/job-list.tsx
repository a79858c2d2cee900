'use client';

import { useJobNews } from '@/lib/client/making';
import type { Job } from '@/lib/contracts';
import { JobCard } from './job-card';
import { tellJobNews } from './tell-job-news';

/** What an answer is making or was asked to make. What is complete is shown by what came of it. */
export default function JobList({ jobs }: { jobs: readonly Job[] }) {
  useJobNews(tellJobNews);
  const shown = jobs.filter(({ purpose, status }) => purpose === 'message' && status !== 'complete');
  if (shown.length === 0) return null;
  return (
    <div className="flex flex-col gap-3">
      {shown.map((job) => (
        <JobCard key={job.id} job={job} />
      ))}
    </div>
  );
}
