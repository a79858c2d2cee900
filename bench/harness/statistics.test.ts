import { describe, expect, it } from 'vitest';
import { median, percentile } from './statistics';

describe('statistics', () => {
  it('finds the middle of odd and even numbers of values', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(() => median([])).toThrow();
  });

  it('finds the value that a share of the values does not exceed', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(values, 0.95)).toBe(95);
    expect(percentile([7], 0.5)).toBe(7);
    expect(percentile([1, 2], 0)).toBe(1);
  });
});
