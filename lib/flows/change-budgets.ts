import { recordAudit } from '@/lib/accounts';
import type { Budget, Budgets } from '@/lib/contracts';
import { listBudgets, putBudgets } from '@/lib/ledger';
import { inTransaction } from '@/lib/platform/transaction';
import { defaultBudgets } from './default-budgets';

/** What may be spent; for administrators. */
export async function showBudgets(): Promise<Budgets> {
  return { budgets: await listBudgets(), defaults: defaultBudgets() };
}

/** Enough to see in the audit log what was changed. */
const MAX_NOTED = 100;

/**
 * Puts these in place of all budgets and notes who did and how, together. Throws `ledger.budget_given_twice`,
 * `ledger.budget_of_nobody`, `ledger.no_such_person`.
 */
export async function changeBudgets(
  adminId: string | null,
  budgets: Budget[],
  via: string,
): Promise<Budgets> {
  await inTransaction(async (tx) => {
    await putBudgets(budgets, tx);
    if (adminId === null) return;
    const details = { via, budgets: budgets.slice(0, MAX_NOTED), count: budgets.length };
    await recordAudit({ ownerId: adminId, action: 'budgets.changed', subject: adminId, details }, tx);
  });
  return showBudgets();
}
