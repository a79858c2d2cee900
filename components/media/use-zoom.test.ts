import { expect, it } from 'vitest';
import { zoomed } from './use-zoom';

it('keeps the point under the finger where it is', () => {
  const view = zoomed({ scale: 2, x: 30, y: -10 }, { x: 100, y: 50 }, 1.5);
  // Where the point was in the picture before and after.
  expect((100 - view.x) / view.scale).toBeCloseTo((100 - 30) / 2);
  expect((50 - view.y) / view.scale).toBeCloseTo((50 + 10) / 2);
});

it('never gets smaller than the frame, and is centred there', () => {
  expect(zoomed({ scale: 1.2, x: 40, y: 40 }, { x: 0, y: 0 }, 0.5)).toEqual({ scale: 1, x: 0, y: 0 });
});

it('stops at eight times', () => {
  expect(zoomed({ scale: 6, x: 0, y: 0 }, { x: 0, y: 0 }, 4).scale).toBe(8);
});
