import { expect, it } from 'vitest';
import { nextRestartDelay } from './restart-delay.mjs';

it('waits longer each time, up to ten seconds', () => {
  const delays = [];
  for (let delayMs = 0; delays.length < 8; ) {
    delayMs = nextRestartDelay(delayMs, 100);
    delays.push(delayMs);
  }
  expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
});

it('starts over after a process has run well for a while', () => {
  expect(nextRestartDelay(8000, 60_000)).toBe(250);
});
