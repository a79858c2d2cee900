import { expect, it } from 'vitest';
import { formatBytes } from './format-bytes';

it.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_000, '1.0 KB'],
  [9_960, '10 KB'],
  [999_600, '1.0 MB'],
  [1_240_000, '1.2 MB'],
  [104_857_600, '105 MB'],
])('says %d as %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});
