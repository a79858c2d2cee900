import { expect, it } from 'vitest';
import { dayLabel } from './day-label';

const nowMs = Date.parse('2026-05-14T00:30:00Z');
const label = (at: string, timeZone = 'UTC') => dayLabel(Date.parse(at), { nowMs, timeZone });

it('uses the days of the place where the person is', () => {
  expect(label('2026-05-13T23:00:00Z')).toBe('Yesterday');
  expect(label('2026-05-13T23:00:00Z', 'Europe/Berlin')).toBe('Today');
  expect(label('2026-05-13T10:00:00Z', 'Europe/Berlin')).toBe('Yesterday');
  expect(label('2026-05-13T10:00:00Z', 'America/New_York')).toBe('Today');
});

it('names older times by month, and by year when it is another', () => {
  expect(label('2026-05-08T12:00:00Z')).toBe('Last 7 days');
  expect(label('2026-04-20T12:00:00Z')).toBe('Last 30 days');
  expect(label('2026-02-03T12:00:00Z')).toBe('February');
  expect(label('2025-12-24T12:00:00Z')).toBe('December 2025');
});

it('calls a time in the future, by a clock that is off, today', () => {
  expect(label('2026-05-15T12:00:00Z')).toBe('Today');
});
