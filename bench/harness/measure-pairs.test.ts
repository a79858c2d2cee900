import { describe, expect, it } from 'vitest';
import { measurePairs } from './measure-pairs';

function scripted(name: string, times: number[], calls: string[]) {
  let next = 0;
  return async () => {
    calls.push(name);
    return times[next++] ?? 0;
  };
}

describe('measuring pairs', () => {
  it('takes the median of the ratios within pairs, not the ratio of the medians', async () => {
    const calls: string[] = [];
    const { ratio, subject } = await measurePairs({
      pairs: 3,
      subject: scripted('subject', [20, 200, 9], calls),
      baseline: scripted('baseline', [10, 100, 3], calls),
    });
    expect(ratio).toBe(2);
    expect(subject.ms).toBe(20);
    expect(calls).toEqual(['subject', 'baseline', 'baseline', 'subject', 'subject', 'baseline']);
  });

  it('leaves the warm-up out', async () => {
    const { ratio, baseline } = await measurePairs({
      pairs: 1,
      warmUp: 2,
      subject: scripted('subject', [500, 500, 3], []),
      baseline: scripted('baseline', [1, 1, 2], []),
    });
    expect(ratio).toBe(1.5);
    expect(baseline.all).toEqual([2]);
  });

  it('stops at the time limit, but not before three pairs', async () => {
    const { subject } = await measurePairs({
      pairs: 1000,
      limitMs: 0,
      subject: async () => 1,
      baseline: async () => 1,
    });
    expect(subject.all).toHaveLength(3);
  });
});
