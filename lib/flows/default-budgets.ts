import type { DefaultBudget } from '@/lib/ledger';
import { catalogueConfig } from '@/lib/models';

/** The budgets of the configuration file, which hold where none is set in the database. */
export function defaultBudgets(): DefaultBudget[] {
  return catalogueConfig().budgets;
}
