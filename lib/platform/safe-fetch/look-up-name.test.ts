import { expect, it } from 'vitest';
import { inTurn } from './look-up-name';

it('looks up two names at a time, and goes on after one that failed', async () => {
  let running = 0;
  let most = 0;
  const work = async (index: number) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 10));
    running -= 1;
    if (index === 0) throw new Error('no such name');
    return index;
  };
  const outcomes = await Promise.allSettled([0, 1, 2, 3, 4].map((index) => inTurn(() => work(index))));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', ...Array(4).fill('fulfilled')]);
  expect(most).toBe(2);
});
