import { expect, it } from 'vitest';
import { readTheme } from './theme';

it('takes only the themes there are from a cookie', () => {
  expect(readTheme('dark')).toBe('dark');
  expect(readTheme('light')).toBe('light');
  expect(readTheme(undefined)).toBe('system');
  expect(readTheme('"><script>')).toBe('system');
});
