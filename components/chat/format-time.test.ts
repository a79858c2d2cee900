import { expect, it } from 'vitest';
import { formatTime } from './format-time';

const now = new Date(2026, 4, 14, 18, 0);

it('leaves out the date of today, and the year of this year', () => {
  const today = formatTime(new Date(2026, 4, 14, 9, 5).toISOString(), now);
  const lastWeek = formatTime(new Date(2026, 4, 7, 9, 5).toISOString(), now);
  const before = formatTime(new Date(2025, 4, 7, 9, 5).toISOString(), now);
  expect(today).toMatch(/^0?9.05/);
  expect(lastWeek).toContain('7');
  expect(lastWeek).toContain(today);
  expect(lastWeek).not.toContain('2026');
  expect(before).toContain('2025');
});
