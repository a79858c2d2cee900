import type { Budget } from '@/lib/contracts';
import { newId } from '@/lib/kernel';
import { db, isForeignKeyViolation, type Transaction } from '@/lib/platform/db';
import type { BudgetState, DefaultBudget } from '../ports';
import { type BudgetRow, effectiveBudgets, toBudgetState } from './effective-budgets';

/** Those in the database, of everyone first; for the administrator. */
export async function findBudgets(): Promise<Budget[]> {
  const rows = await db().budget.findMany({
    orderBy: [{ scope: 'asc' }, { owner_id: { sort: 'asc', nulls: 'first' } }, { period: 'asc' }],
  });
  return rows.map((row) => ({
    scope: row.scope as Budget['scope'],
    owner_id: row.owner_id,
    period: row.period as Budget['period'],
    limit_micros: Number(row.limit_micros),
  }));
}

/** Puts these in place of all. False when one is for somebody who is not there. */
export async function replaceBudgets(tx: Transaction, budgets: Budget[]): Promise<boolean> {
  // Waits for those who found no budget and have not committed what they set aside: the next sum has to count it.
  await tx.$executeRaw`lock table budgets in access exclusive mode`;
  await tx.budget.deleteMany();
  try {
    await tx.budget.createMany({ data: budgets.map((budget) => ({ id: newId(), ...budget })) });
    return true;
  } catch (error) {
    if (isForeignKeyViolation(error)) return false;
    throw error;
  }
}

/** What holds for a person, or with null for everyone together, and how much of it is gone. */
export async function findBudgetStates(
  ownerId: string | null,
  defaults: DefaultBudget[],
): Promise<BudgetState[]> {
  return (await db().$queryRaw<BudgetRow[]>(effectiveBudgets(ownerId, defaults))).map(toBudgetState);
}
