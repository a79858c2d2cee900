import { formatMoney } from '@/lib/kernel';
import type { BudgetState } from './ports';

const CENT_MICROS = 10_000;
const periods = {
  day: { within: 'for today', may: 'today', until: 'tomorrow' },
  month: { within: 'for this month', may: 'this month', until: 'next month' },
} as const;

/**
 * Why something is not begun, with the figures. Of a budget that all people share it does not say how much the others
 * have left of it: between two people that would tell what the other spends.
 */
export function describeRefusal(amountMicros: number, budget: BudgetState): string {
  const { within, may, until } = periods[budget.period];
  const cost = `This would cost about ${formatMoney(roundUp(amountMicros))}`;
  const limit = formatMoney(budget.limit_micros);
  const advice = `Ask the administrator, or wait until ${until}.`;
  if (budget.scope === 'everyone')
    return `${cost}, which is more than is left of the ${limit} that all people here may spend ${may}. ${advice}`;
  const left = roundDown(budget.limit_micros - budget.spent_micros);
  return `${cost}, and ${left > 0 ? formatMoney(left) : 'nothing'} of your ${limit} ${within} is left. ${advice}`;
}

/** Away from each other: what costs too much must also read so. */
const roundUp = (micros: number) =>
  micros < CENT_MICROS ? micros : Math.ceil(micros / CENT_MICROS) * CENT_MICROS;
const roundDown = (micros: number) =>
  micros < CENT_MICROS ? micros : Math.floor(micros / CENT_MICROS) * CENT_MICROS;
