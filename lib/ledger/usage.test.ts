import { expect, it } from 'vitest';
import { lastDays } from './usage';

it('counts days of the UTC calendar, today among them, over months and years', () => {
  const at = (text: string) => new Date(text);
  const now = at('2027-01-02T13:14:15.678Z');
  expect(lastDays(1, now)).toEqual({ from: at('2027-01-02T00:00:00Z'), to: now });
  expect(lastDays(3, now).from).toEqual(at('2026-12-31T00:00:00Z'));
  expect(lastDays(366, now).from).toEqual(at('2026-01-02T00:00:00Z'));
});
