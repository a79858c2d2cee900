import { expect, it } from 'vitest';
import { headingLevels } from './heading-levels';

it('begins at the third level, whatever the first heading is', () => {
  expect(headingLevels([2, 0, 3, 2])).toEqual([3, 0, 4, 3]);
  expect(headingLevels([4, 1])).toEqual([3, 3]);
});

it('goes down one step at a time and no further than there are levels', () => {
  expect(headingLevels([1, 4, 4])).toEqual([3, 4, 5]);
  expect(headingLevels([1, 2, 3, 4, 5])).toEqual([3, 4, 5, 6, 6]);
});
