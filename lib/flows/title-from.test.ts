import { expect, it } from 'vitest';
import { titleFromFile } from './title-from';

it.each([
  ['Voice note 2026-11-20 17.59.webm', 'Voice note'],
  ['Voice note 2026-11-20 17.59.m4a', 'Voice note'],
  ['Voice notes of 2026.pdf', 'Voice notes of 2026.pdf'],
  ['holiday.jpg', 'holiday.jpg'],
  [null, null],
  [undefined, null],
])('names a conversation that begins with the file %s', (filename, title) => {
  expect(titleFromFile(filename)).toBe(title);
});
