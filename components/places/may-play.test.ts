import { expect, it } from 'vitest';
import { isMetered, showOf } from './may-play';

it.each([
  [undefined, false],
  [{ effectiveType: '4g' }, false],
  [{ effectiveType: '4g', type: 'wifi', saveData: false }, false],
  [{ saveData: true, effectiveType: '4g' }, true],
  [{ type: 'cellular', effectiveType: '4g' }, true],
  [{ effectiveType: '3g' }, true],
  [{ effectiveType: 'slow-2g' }, true],
])('%j counts as metered: %s', (connection, metered) => {
  expect(isMetered(connection)).toBe(metered);
});

const quiet = { isMotionReduced: false, isMetered: false, isHidden: false, isPaused: false };
it.each([
  [{}, 'film'],
  [{ isMotionReduced: true }, 'still'],
  [{ isMetered: true }, 'still'],
  [{ isHidden: true }, 'resting'],
  [{ isPaused: true }, 'resting'],
  [{ isMotionReduced: true, isPaused: true }, 'still'],
])('with %j it shows: %s', (scene, show) => {
  expect(showOf({ ...quiet, ...scene })).toBe(show);
});
