import { expect, it } from 'vitest';
import { formatMoney } from './format-money';

it.each([
  [0, '$0'],
  [40_000, '$0.04'],
  [1_200_000, '$1.20'],
  [1_234_560_000, '$1,234.56'],
  [10_000, '$0.01'],
  [9_999, '$0.01'],
  [4_200, '$0.0042'],
  [1_000, '$0.001'],
  [120, '$0.00012'],
  [1, '$0.000001'],
  [-40_000, '−$0.04'],
])('writes %i millionths as %s', (micros, words) => {
  expect(formatMoney(micros)).toBe(words);
});
