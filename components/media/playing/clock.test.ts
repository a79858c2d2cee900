import { expect, it } from 'vitest';
import { formatClock, sayClock } from './clock';

it.each([
  [0, '0:00', '0 seconds'],
  [999, '0:00', '0 seconds'],
  [7_000, '0:07', '7 seconds'],
  [61_400, '1:01', '1 minute 1 second'],
  [600_000, '10:00', '10 minutes'],
  [3_849_000, '1:04:09', '1 hour 4 minutes 9 seconds'],
  [-5, '0:00', '0 seconds'],
])('shows %d ms as %s and reads it as %s', (timeMs, shown, said) => {
  expect(formatClock(timeMs)).toBe(shown);
  expect(sayClock(timeMs)).toBe(said);
});
