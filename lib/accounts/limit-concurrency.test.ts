import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { limitConcurrency } from './limit-concurrency';

const refusal = new Error('full');

function gate() {
  let running = 0;
  let most = 0;
  const open: (() => void)[] = [];
  const task = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => open.push(resolve));
    running -= 1;
  };
  return { task, open, most: () => most };
}

it('never runs more tasks at once than allowed, and runs all of them', async () => {
  const inTurn = limitConcurrency({ maxRunning: 2, maxWaiting: 10, refuse: () => refusal });
  const { task, open, most } = gate();
  const all = Promise.all(Array.from({ length: 7 }, () => inTurn(task)));
  for (let done = 0; done < 7; done += 1) {
    while (open.length === 0) await setImmediate();
    open.shift()?.();
  }
  await all;
  expect(most()).toBe(2);
});

it('refuses whom there is no room for, and takes new ones once there is', async () => {
  const inTurn = limitConcurrency({ maxRunning: 1, maxWaiting: 1, refuse: () => refusal });
  const { task, open } = gate();
  const first = inTurn(task);
  const second = inTurn(task);
  await expect(inTurn(task)).rejects.toBe(refusal);
  open.shift()?.();
  await first;
  await setImmediate();
  open.shift()?.();
  await second;
  await expect(inTurn(async () => 'again')).resolves.toBe('again');
});

it('gives the place of a failed task to the next one', async () => {
  const inTurn = limitConcurrency({ maxRunning: 1, maxWaiting: 1, refuse: () => refusal });
  const failing = inTurn(() => Promise.reject(new Error('broken')));
  const next = inTurn(async () => 'next');
  await expect(failing).rejects.toThrow('broken');
  await expect(next).resolves.toBe('next');
});
