import { expect, it } from 'vitest';
import type { Job } from '@/lib/contracts';
import { latestJobs } from './latest-jobs';

const job = (change: Partial<Job>): Job => ({ id: 'j', status: 'queued', ...change }) as Job;
const waiting = job({ status: 'awaiting_consent' });
const running = (progress: number) => job({ status: 'running', started_at: 'now', progress });
const ended = job({ status: 'failed', started_at: 'now', finished_at: 'now' });

it('takes the later state of a job, whichever way it came', () => {
  expect(latestJobs([waiting], [running(0.5)])).toEqual([running(0.5)]);
  expect(latestJobs([job({})], [waiting])).toEqual([job({})]);
  expect(latestJobs([ended], [running(0.5)])).toEqual([ended]);
  expect(latestJobs([running(0.2)], [running(0.5)])).toEqual([running(0.5)]);
});

it('knows jobs of which only one of them told', () => {
  const other = job({ id: 'k' });
  expect(latestJobs([waiting], [other])).toEqual([waiting, other]);
  expect(latestJobs([], [])).toEqual([]);
});
