import { expect, it } from 'vitest';
import { decodeText } from './decode-text';

it('reads UTF-8 with and without a mark, and UTF-16 by its mark', () => {
  expect(decodeText(new TextEncoder().encode('Grüße ☀'))).toBe('Grüße ☀');
  expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('a');
  expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x61, 0, 0xfc, 0))).toBe('aü');
  expect(decodeText(Uint8Array.of(0xfe, 0xff, 0, 0x61))).toBe('a');
});

it('takes what is no UTF-8 for the old Western encoding', () => {
  expect(decodeText(Uint8Array.of(0x47, 0x72, 0xfc, 0xdf, 0x65))).toBe('Grüße');
});

it('ends what was cut at a line, without half a letter', () => {
  const bytes = new TextEncoder().encode('one\ntwo ☀');
  expect(decodeText(bytes.subarray(0, bytes.length - 1), true)).toBe('one');
  expect(decodeText(bytes.subarray(0, 2), true)).toBe('on');
});
