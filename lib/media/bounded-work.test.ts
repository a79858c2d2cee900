import { expect, it } from 'vitest';
import { createBoundedWork } from './bounded-work';

it('runs at most so many at a time, in order, also after failures', async () => {
  const bounded = createBoundedWork(2);
  const started: number[] = [];
  let running = 0;
  let most = 0;
  const task = (index: number) => async () => {
    started.push(index);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 2));
    running -= 1;
    if (index % 3 === 0) throw new Error(`task ${index}`);
    return index;
  };
  const results = await Promise.allSettled(Array.from({ length: 12 }, (_, index) => bounded(task(index))));
  expect(most).toBe(2);
  expect(started).toEqual(Array.from({ length: 12 }, (_, index) => index));
  expect(results.filter((result) => result.status === 'rejected')).toHaveLength(4);
  expect(await bounded(async () => 'later')).toBe('later');
});
