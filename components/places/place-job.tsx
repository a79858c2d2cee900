'use client';

import type { Job } from '@/lib/contracts';
import { JobCard } from '../jobs/job-card';

const shownFor = ['awaiting_consent', 'queued', 'running', 'failed'];

/** What is being made for a place, or why it could not be; nothing once it is there. */
export function PlaceJob({ job }: { job: Job | undefined }) {
  if (!job || !shownFor.includes(job.status)) return null;
  return <JobCard job={job} />;
}

export const isUnderWay = (job: Job | undefined): boolean =>
  job !== undefined && ['awaiting_consent', 'queued', 'running'].includes(job.status);
