import { expect, it } from 'vitest';
import { parseTable } from './parse-table';

it('reads rows and cells, with quotes around whatever they hold', () => {
  expect(parseTable('a,b\r\n"x, y","say ""hi""\nthere"\n', 10)).toEqual([
    ['a', 'b'],
    ['x, y', 'say "hi"\nthere'],
  ]);
});

it('finds out what stands between the cells', () => {
  expect(parseTable('a;b;c\n1,5;2;3', 10)).toEqual([
    ['a', 'b', 'c'],
    ['1,5', '2', '3'],
  ]);
  expect(parseTable('a\tb', 10)).toEqual([['a', 'b']]);
});

it('stops at the number of rows, leaves empty lines out, and has nothing for nothing', () => {
  expect(parseTable('a\n\nb\nc\nd\n', 2)).toEqual([['a'], ['b']]);
  expect(parseTable('', 5)).toEqual([]);
});
