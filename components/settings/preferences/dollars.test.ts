import { expect, it } from 'vitest';
import { toDollars, toMicros } from './dollars';

it.each([
  ['0.05', 50_000],
  [' $1 ', 1_000_000],
  ['0,5', 500_000],
  ['.25', 250_000],
  ['2.', 2_000_000],
  ['0', 0],
  ['', undefined],
  ['-1', undefined],
  ['much', undefined],
  ['1e9', undefined],
  ['1000.01', undefined],
])('reads %j as %s millionths', (text, micros) => {
  expect(toMicros(text)).toBe(micros);
});

it('reads what it wrote', () => {
  for (const micros of [0, 1, 50_000, 1_234_567]) expect(toMicros(toDollars(micros))).toBe(micros);
});

it.each([
  [100_000, '0.10'],
  [2_000_000, '2.00'],
  [0, '0.00'],
  [500, '0.0005'],
])('writes %s millionths as people write amounts', (micros, text) => {
  expect(toDollars(micros)).toBe(text);
});
