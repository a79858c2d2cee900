import { describe, expect, it } from 'vitest';
import { badKey, interrupted, quotaUsedUp, rateLimited, timedOut, unavailable } from './errors';
import { retryDelayMs } from './retry-delay';

const name = 'Example';
const middle = () => 0.5;

describe('the pause before a retry', () => {
  it('doubles, with jitter on both sides', () => {
    expect(retryDelayMs(unavailable({ name }), 1, 500, middle)).toBe(500);
    expect(retryDelayMs(unavailable({ name }), 2, 500, middle)).toBe(1_000);
    expect(retryDelayMs(unavailable({ name }), 1, 500, () => 0)).toBe(250);
    expect(retryDelayMs(unavailable({ name }), 1, 500, () => 1)).toBe(750);
  });

  it('is not shorter than the provider asks, and there is none when it asks for too much', () => {
    expect(retryDelayMs(rateLimited({ name }, 3_000), 1, 500)).toBe(3_000);
    expect(retryDelayMs(rateLimited({ name }, 34_400), 1, 500)).toBeNull();
  });

  it('does not come a third time', () => {
    expect(retryDelayMs(unavailable({ name }), 3, 500)).toBeNull();
  });

  it('is for failures that pass by themselves only', () => {
    for (const error of [badKey, interrupted, quotaUsedUp, timedOut]) {
      expect(retryDelayMs(error({ name }), 1, 500)).toBeNull();
    }
    expect(retryDelayMs(new Error('ours'), 1, 500)).toBeNull();
  });
});
