import { inTransaction, type Transaction } from '@/lib/platform/transaction';
import { Prisma } from '@/prisma/generated/client';
import type { BudgetState, DefaultBudget } from '../ports';
import { type BudgetRow, effectiveBudgets, toBudgetState } from './effective-budgets';
import { lockBudgets } from './lock-budgets';

export type Extension = { ownerId: string; moreMicros: number };

/** Raises a reservation, or returns the budget that this would pass. One that has ended stays as it is. */
export function extendEntry(
  key: string,
  more: Extension,
  defaults: DefaultBudget[],
): Promise<BudgetState | null> {
  return inTransaction((tx) => extend(tx, key, more, defaults));
}

async function extend(
  tx: Transaction,
  key: string,
  { ownerId, moreMicros }: Extension,
  defaults: DefaultBudget[],
): Promise<BudgetState | null> {
  await lockBudgets(tx, ownerId, defaults);
  const more = Prisma.sql`${BigInt(moreMicros)}::bigint`;
  const [passed] = await tx.$queryRaw<BudgetRow[]>(Prisma.sql`
    with effective as materialized (${effectiveBudgets(ownerId, defaults)}),
    passed as materialized (select * from effective where spent_micros + ${more} > limit_micros),
    raised as (
      update ledger_entries set reserved_micros = reserved_micros + ${more}
      where key = ${key} and owner_id = ${ownerId}::uuid and status = 'reserved'
        and not exists (select 1 from passed)
    )
    select * from passed order by limit_micros - spent_micros limit 1`);
  return passed ? toBudgetState(passed) : null;
}
