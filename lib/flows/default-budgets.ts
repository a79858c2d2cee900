import type { DefaultBudget } from '@/lib/ledger';

/** The budgets of the configuration, which hold where none is set in the database. */
export function defaultBudgets(): DefaultBudget[] {
  return [];
}
