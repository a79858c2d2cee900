import { expect, it } from 'vitest';
import { segmentAt } from './segments';

const segments = [{ start_ms: 500 }, { start_ms: 2_000 }, { start_ms: 9_000 }];

it('finds what is being said', () => {
  expect(segmentAt(segments, 500)).toBe(0);
  expect(segmentAt(segments, 1_999)).toBe(0);
  expect(segmentAt(segments, 2_000)).toBe(1);
  expect(segmentAt(segments, 60_000)).toBe(2);
});

it('finds nothing before the first word and in an empty transcript', () => {
  expect(segmentAt(segments, 499)).toBe(-1);
  expect(segmentAt([], 5)).toBe(-1);
});
