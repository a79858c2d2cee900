import { expect, it } from 'vitest';
import { describeRefusal } from './describe-refusal';
import type { BudgetState } from './ports';

const budget = (given: Partial<BudgetState>): BudgetState => ({
  ...{ scope: 'person', period: 'day', limit_micros: 100_000, spent_micros: 80_000 },
  ...given,
});

it('names what it would cost, what is left and of how much', () => {
  expect(describeRefusal(40_000, budget({}))).toBe(
    'This would cost about $0.04, and $0.02 of your $0.10 for today is left. Ask the administrator, or wait until tomorrow.',
  );
  expect(
    describeRefusal(
      5_000_000,
      budget({ period: 'month', limit_micros: 10_000_000, spent_micros: 9_000_000 }),
    ),
  ).toBe(
    'This would cost about $5.00, and $1.00 of your $10.00 for this month is left. Ask the administrator, or wait until next month.',
  );
});

it('says that nothing is left, also when more was spent than allowed', () => {
  for (const spent_micros of [100_000, 250_000])
    expect(describeRefusal(1_000, budget({ spent_micros }))).toContain(
      'and nothing of your $0.10 for today is left',
    );
});

it('never reads as if it could be afforded', () => {
  // A cent and a half against a cent and four tenths: both would round to the same.
  expect(describeRefusal(15_000, budget({ spent_micros: 86_000 }))).toMatch(/about \$0\.02, and \$0\.01 of/);
});

it('does not tell what others spend of a budget that all share', () => {
  const words = describeRefusal(
    40_000,
    budget({ scope: 'everyone', limit_micros: 5_000_000, spent_micros: 4_990_000 }),
  );
  expect(words).toBe(
    'This would cost about $0.04, which is more than is left of the $5.00 that all people here may spend today. Ask the administrator, or wait until tomorrow.',
  );
});
