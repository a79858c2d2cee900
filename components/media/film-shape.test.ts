import { expect, it } from 'vitest';
import { filmShape } from './film-shape';

it('gives a wide film the whole width and an upright one the height it may have', () => {
  expect(filmShape({ width: 1920, height: 1080 })).toEqual({ ratio: 16 / 9, maxWidthPx: 480 });
  expect(filmShape({ width: 1080, height: 1920 })).toEqual({ ratio: 0.5625, maxWidthPx: 236 });
});

it('keeps extreme and unknown shapes in a frame that can be used', () => {
  expect(filmShape({ width: 10_000, height: 10 }).ratio).toBe(2.4);
  expect(filmShape({ width: 10, height: 10_000 }).ratio).toBe(0.5625);
  expect(filmShape({ width: null, height: 100 }).ratio).toBe(16 / 9);
});
