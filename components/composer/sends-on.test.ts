import { expect, it } from 'vitest';
import { sendsOn } from './sends-on';

const key = (change = {}) => ({
  key: 'Enter',
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
  keyCode: 13,
  ...change,
});

it('sends on Enter with a keyboard, and breaks the line with Shift', () => {
  expect(sendsOn(key(), false)).toBe(true);
  expect(sendsOn(key({ shiftKey: true }), false)).toBe(false);
});

it('is the other way round on touch screens', () => {
  expect(sendsOn(key(), true)).toBe(false);
  expect(sendsOn(key({ shiftKey: true }), true)).toBe(true);
});

it('sends on Command or Control and Enter everywhere', () => {
  expect(sendsOn(key({ metaKey: true }), true)).toBe(true);
  expect(sendsOn(key({ ctrlKey: true }), false)).toBe(true);
});

it('leaves the Enter that picks a word alone', () => {
  expect(sendsOn(key({ isComposing: true }), false)).toBe(false);
  expect(sendsOn(key({ keyCode: 229 }), false)).toBe(false);
  expect(sendsOn(key({ key: 'a' }), false)).toBe(false);
});
