import { expect, it } from 'vitest';
import { timeAfterKey } from './use-scrub';

it('moves by five seconds in something long, and by less in a short note', () => {
  expect(timeAfterKey('ArrowRight', 10_000, 600_000)).toBe(15_000);
  expect(timeAfterKey('ArrowLeft', 10_000, 600_000)).toBe(5_000);
  expect(timeAfterKey('ArrowRight', 0, 20_000)).toBe(1_000);
});

it('goes to the beginning and the end, and not beyond', () => {
  expect(timeAfterKey('Home', 7_000, 20_000)).toBe(0);
  expect(timeAfterKey('End', 7_000, 20_000)).toBe(20_000);
  expect(timeAfterKey('ArrowLeft', 200, 600_000)).toBe(0);
  expect(timeAfterKey('PageUp', 599_000, 600_000)).toBe(600_000);
});

it('leaves other keys alone', () => {
  expect(timeAfterKey('a', 0, 1_000)).toBeNull();
});
