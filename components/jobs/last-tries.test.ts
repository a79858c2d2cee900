import { expect, it } from 'vitest';
import type { Job } from '@/lib/contracts';
import { lastTries } from './last-tries';

const job = (id: string, status: Job['status'], given: Partial<Job> = {}) =>
  ({
    id,
    status,
    tool: 'make_file',
    title: 'Foxes',
    parameters: { title: 'Foxes' },
    source_ids: [],
    created_at: `2026-01-01T00:00:0${id}.000Z`,
    ...given,
  }) as unknown as Job;

const placesOf = (jobs: Job[]) => lastTries(jobs).map(({ key, job: { id } }) => `${key}: ${id}`);

it('shows the last try in the place of those that failed, however they come', () => {
  const jobs = [job('3', 'running'), job('1', 'failed'), job('2', 'failed')];
  expect(placesOf(jobs)).toEqual(['1: 3']);
});

it('keeps what failed where nothing, or something else, was made after it', () => {
  expect(placesOf([job('1', 'failed'), job('2', 'running', { title: 'Wolves' })])).toEqual(['1: 1', '2: 2']);
});

it('keeps what ended otherwise, and what is made twice', () => {
  const jobs = [job('1', 'denied'), job('2', 'complete'), job('3', 'complete')];
  expect(placesOf(jobs)).toEqual(['1: 1', '2: 2', '3: 3']);
});
