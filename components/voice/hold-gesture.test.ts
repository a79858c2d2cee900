import { expect, it } from 'vitest';
import { readHold } from './hold-gesture';

const from = { x: 300, y: 800 };
const to = (x: number, y: number, isRightToLeft = false) => readHold(from, { x, y }, isRightToLeft);

it('cancels far enough towards the beginning of the line, in both directions of writing', () => {
  expect(to(260, 800)).toEqual({ away: 40 / 96, up: 0, decision: null });
  expect(to(200, 800).decision).toBe('cancel');
  expect(to(400, 800).decision).toBeNull();
  expect(to(400, 800, true).decision).toBe('cancel');
  expect(to(200, 800, true).decision).toBeNull();
});

it('locks far enough up', () => {
  expect(to(300, 770)).toMatchObject({ up: 30 / 64, decision: null });
  expect(to(300, 730).decision).toBe('lock');
  expect(to(300, 900).decision).toBeNull();
});

it('takes a slanted way for the direction that got further', () => {
  expect(to(200, 690).decision).toBe('lock');
  expect(to(150, 740).decision).toBe('cancel');
});
