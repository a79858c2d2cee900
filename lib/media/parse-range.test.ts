import { expect, it } from 'vitest';
import { parseRange } from './parse-range';

it.each([
  [null, 100, null],
  ['bytes=0-9', 100, { start: 0, end: 9 }],
  ['bytes=90-', 100, { start: 90, end: 99 }],
  ['bytes=-10', 100, { start: 90, end: 99 }],
  ['bytes=-1000', 100, { start: 0, end: 99 }],
  ['bytes=99-200', 100, { start: 99, end: 99 }],
  ['bytes=100-', 100, 'unsatisfiable'],
  ['bytes=-0', 100, 'unsatisfiable'],
  ['bytes=0-', 0, 'unsatisfiable'],
  ['bytes=-5', 0, 'unsatisfiable'],
  ['bytes=9-3', 100, null],
  ['bytes=0-1,3-4', 100, null],
  ['items=0-1', 100, null],
  ['bytes=1e3-2', 100, null],
  ['bytes=99999999999999999999-', 100, 'unsatisfiable'],
])('reads %j of %i bytes as %j', (header, size, range) => {
  expect(parseRange(header, size)).toEqual(range);
});
