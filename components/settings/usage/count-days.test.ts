import { expect, it } from 'vitest';
import { countDays, nameDay, roundUp, sumRecent } from './count-days';

const by_day = [
  { day: '2026-10-31', kind: 'text' as const, cost_micros: 7, calls: 1 },
  { day: '2026-11-02', kind: 'text' as const, cost_micros: 10, calls: 2 },
  { day: '2026-11-02', kind: 'image' as const, cost_micros: 30, calls: 1 },
  { day: '2026-11-03', kind: 'image' as const, cost_micros: 5, calls: 1 },
];
const report = { from: '2026-10-31T00:00:00.000Z', to: '2026-11-03T08:00:00.000Z', by_day };

it('names every day once, with what was spent on it and for what', () => {
  const days = countDays(report);
  expect(days.map(({ day, total, calls }) => [day, total, calls])).toEqual([
    ['2026-10-31', 7, 1],
    ['2026-11-01', 0, 0],
    ['2026-11-02', 40, 3],
    ['2026-11-03', 5, 1],
  ]);
  expect(days[2]?.byKind).toEqual({ text: 10, image: 30 });
});

it('tells today and this month apart from what came before', () => {
  expect(sumRecent(report)).toEqual({ today: 5, month: 45 });
});

it('writes days in words, whatever the zone of the reader', () => {
  expect(nameDay('2026-11-02')).toBe('2 Nov');
  expect(nameDay('2026-11-02', 'long')).toMatch(/^Mon,? 2 Nov$/);
});

it.each([
  [0, 1],
  [1, 1],
  [13, 15],
  [32_000, 40_000],
  [50_000, 50_000],
  [51_000, 60_000],
  [81_000, 100_000],
])('draws up to a round amount above %i', (micros, top) => {
  expect(roundUp(micros)).toBe(top);
});
