import { expect, it } from 'vitest';
import type { Budget } from '@/lib/contracts';
import { EACH, EVERYONE, readLines, writeBudgets } from './budget-lines';

const budgets: Budget[] = [
  { scope: 'everyone', owner_id: null, period: 'month', limit_micros: 20_000_000 },
  { scope: 'person', owner_id: null, period: 'day', limit_micros: 500_000 },
  { scope: 'person', owner_id: 'ada', period: 'day', limit_micros: 0 },
];

it('writes what it read', () => {
  const lines = readLines({ budgets, defaults: [] });
  expect(lines.map(({ key, day, month }) => [key, day, month])).toEqual([
    [EVERYONE, '', '20.00'],
    [EACH, '0.50', ''],
    ['ada', '0.00', ''],
  ]);
  expect(writeBudgets(lines)).toEqual(budgets);
});

it('shows what the configuration says where nothing is set, and does not set it', () => {
  const lines = readLines({
    budgets: [],
    defaults: [{ scope: 'person', period: 'day', limit_micros: 100_000 }],
  });
  expect(lines.find(({ key }) => key === EACH)).toMatchObject({ day: '', standard: { day: 100_000 } });
  expect(writeBudgets(lines)).toEqual([]);
});

it('writes nothing while one field holds no amount', () => {
  const lines = readLines({ budgets, defaults: [] });
  expect(writeBudgets(lines.map((line) => ({ ...line, day: 'much' })))).toBeNull();
});
