import { expect, it } from 'vitest';
import { gridRatio, justifiedRows, ratioOfGrid } from './justified-rows';

it('keeps a few landscape pictures in rows of two', () => {
  expect(justifiedRows([1.5, 1.5])).toEqual([2]);
  expect(justifiedRows([1.5, 1.5, 1.5, 1.5])).toEqual([2, 2]);
});

it('puts upright pictures side by side and a wide one on a row of its own', () => {
  expect(justifiedRows([0.75, 0.75, 0.75])).toEqual([3]);
  expect(justifiedRows([2.4, 1, 1.5])).toEqual([1, 2]);
});

it('has a row for whatever there is', () => {
  expect(justifiedRows([])).toEqual([]);
  expect(justifiedRows([1])).toEqual([1]);
});

it('crops extreme shapes and takes unknown ones for squares', () => {
  expect(gridRatio(10_000, 100)).toBe(2.4);
  expect(gridRatio(100, 10_000)).toBe(0.6);
  expect(gridRatio(null, 100)).toBe(1);
});

it('tells the shape of the whole', () => {
  expect(ratioOfGrid([1.5])).toBe(1.5);
  expect(ratioOfGrid([1.5, 1.5, 1.5, 1.5])).toBeCloseTo(1.5);
  expect(ratioOfGrid([])).toBe(1);
});
