import type { Budget } from '@/lib/contracts';
import { inTransaction, type Transaction } from '@/lib/platform/transaction';
import { budgetGivenTwice, everyoneIsNobody, noSuchPerson } from './errors';
import type { BudgetState, DefaultBudget, Scope } from './ports';
import { findBudgetStates, findBudgets, replaceBudgets } from './store/budgets';

/** The budgets set in the database; for the administrator. */
export function listBudgets(): Promise<Budget[]> {
  return findBudgets();
}

/**
 * Puts these in place of all budgets of the database. They hold from then on, also for what was spent before. Throws
 * `ledger.budget_given_twice`, `ledger.budget_of_nobody`, `ledger.no_such_person`; then nothing is changed.
 */
export async function putBudgets(budgets: Budget[], tx?: Transaction): Promise<void> {
  const seen = new Set<string>();
  for (const budget of budgets) {
    if (budget.scope === 'everyone' && budget.owner_id !== null) throw everyoneIsNobody();
    const place = `${budget.scope} ${budget.owner_id} ${budget.period}`;
    if (seen.has(place)) throw budgetGivenTwice(budget);
    seen.add(place);
  }
  const replace = async (within: Transaction) => {
    if (!(await replaceBudgets(within, budgets))) throw noSuchPerson();
  };
  return tx ? replace(tx) : inTransaction(replace);
}

/**
 * The budgets of a person and how much of them is gone; or those of everyone together, which are for administrators:
 * between two people they tell what the other spends.
 */
export async function readBudgetStates(scope: Scope, defaults: DefaultBudget[]): Promise<BudgetState[]> {
  if (scope === 'everyone') return findBudgetStates(null, defaults);
  return (await findBudgetStates(scope.ownerId, defaults)).filter((budget) => budget.scope === 'person');
}
