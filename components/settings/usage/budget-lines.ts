import type { Budget, Budgets } from '@/lib/contracts';
import { toDollars, toMicros } from '../preferences/dollars';

export const EVERYONE = 'everyone';
export const EACH = 'each';

/** The limits of one, as they are written into two fields. */
export type BudgetLine = {
  /** EVERYONE, EACH, or the id of a person. */
  key: string;
  day: string;
  month: string;
  /** What holds where a field is empty, by the configuration. */
  standard: { day?: number; month?: number };
};

const keyOf = ({ scope, owner_id }: Pick<Budget, 'scope' | 'owner_id'>) =>
  scope === 'everyone' ? EVERYONE : (owner_id ?? EACH);

/** The budgets as lines: everyone and each person always, single people who have their own. */
export function readLines({ budgets, defaults }: Pick<Budgets, 'budgets'> & Partial<Budgets>): BudgetLine[] {
  const lines = new Map<string, BudgetLine>();
  const lineOf = (key: string) => {
    const line = lines.get(key) ?? { key, day: '', month: '', standard: {} };
    lines.set(key, line);
    return line;
  };
  lineOf(EVERYONE);
  lineOf(EACH);
  for (const { scope, period, limit_micros } of defaults ?? [])
    lineOf(keyOf({ scope, owner_id: null })).standard[period] = limit_micros;
  for (const budget of budgets) lineOf(keyOf(budget))[budget.period] = toDollars(budget.limit_micros);
  return [...lines.values()];
}

/** The lines as budgets; null when a field holds no amount. An empty field is no budget. */
export function writeBudgets(lines: BudgetLine[]): Budget[] | null {
  const budgets: Budget[] = [];
  for (const { key, ...line } of lines) {
    for (const period of ['day', 'month'] as const) {
      if (line[period].trim() === '') continue;
      const limit_micros = toMicros(line[period]);
      if (limit_micros === undefined) return null;
      const scope = key === EVERYONE ? 'everyone' : 'person';
      budgets.push({ scope, owner_id: key === EVERYONE || key === EACH ? null : key, period, limit_micros });
    }
  }
  return budgets;
}
