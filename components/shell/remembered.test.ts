import { expect, it } from 'vitest';
import { readTimeZone } from './remembered';

it('takes a time zone it knows from a cookie, and UTC for anything else', () => {
  expect(readTimeZone('Europe%2FBerlin')).toBe('Europe/Berlin');
  expect(readTimeZone(undefined)).toBe('UTC');
  expect(readTimeZone('Middle/Earth')).toBe('UTC');
  expect(readTimeZone('%E0%A4%A')).toBe('UTC');
});
