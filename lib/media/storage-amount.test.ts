import { expect, it } from 'vitest';
import { amountOf } from './storage-amount';

it.each([
  [4_990_000_000, 5_000_000_000, '4.9 of 5 GB'],
  [312_000_000, 5_000_000_000, '0.3 of 5 GB'],
  [5_100_000_000, 5_000_000_000, '5.1 of 5 GB'],
  [1_999_999, 2_000_000, '1.9 of 2 MB'],
  [0, 1_500_000_000, '0 of 1.5 GB'],
])('%d of %d bytes reads "%s"', (used, limit, words) => {
  expect(amountOf(used, limit)).toBe(words);
});
