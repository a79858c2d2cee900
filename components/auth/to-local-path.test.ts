import { expect, it } from 'vitest';
import { toLocalPath } from './to-local-path';

it('keeps pages of this app', () => {
  expect(toLocalPath('/c/1?x=2')).toBe('/c/1?x=2');
});

it.each([
  undefined,
  '',
  'c/1',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/signin',
  ['/c/1'],
  '/.//evil.example',
])('turns %j into the start page', (wanted) => {
  expect(toLocalPath(wanted)).toBe('/');
});
