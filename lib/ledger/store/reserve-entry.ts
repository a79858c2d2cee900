import { newId } from '@/lib/kernel';
import { db, type Transaction } from '@/lib/platform/db';
import { inTransaction } from '@/lib/platform/transaction';
import { Prisma } from '@/prisma/generated/client';
import type { BudgetState, Charge, DefaultBudget } from '../ports';
import { type BudgetRow, effectiveBudgets, holdsFor, toBudgetState } from './effective-budgets';
import { lockBudgets } from './lock-budgets';

/**
 * Writes a reservation, or returns the budget it would pass. Without budgets that is one statement without a lock, so
 * that answers begin as soon as ever.
 */
export async function reserveEntry(
  charge: Charge,
  defaults: DefaultBudget[],
  tx?: Transaction,
): Promise<BudgetState | null> {
  const isFree = charge.amountMicros === 0;
  if (isFree || defaults.length === 0) {
    const hasBudgets = await insertUnlessBudgeted(tx ?? db(), charge, isFree);
    if (!hasBudgets) return null;
  }
  const within = (held: Transaction) => insertWithinBudgets(held, charge, defaults);
  return tx ? within(tx) : inTransaction(within);
}

/** True when nothing was written because there are budgets to be kept. */
async function insertUnlessBudgeted(
  database: Pick<Transaction, '$queryRaw'>,
  charge: Charge,
  isFree: boolean,
): Promise<boolean> {
  const budgeted = isFree
    ? Prisma.sql`false`
    : Prisma.sql`exists (select 1 from budgets where ${holdsFor(charge.ownerId)})`;
  const rows = await database.$queryRaw<{ has_budgets: boolean }[]>(Prisma.sql`
    with known as materialized (select ${budgeted} as has_budgets),
    written as (${insertEntry(charge)} from known where not has_budgets on conflict (key) do nothing)
    select has_budgets from known`);
  return rows[0]?.has_budgets ?? false;
}

async function insertWithinBudgets(
  tx: Transaction,
  charge: Charge,
  defaults: DefaultBudget[],
): Promise<BudgetState | null> {
  await lockBudgets(tx, charge.ownerId, defaults);
  const rows = await tx.$queryRaw<(BudgetRow & { existed: boolean })[]>(Prisma.sql`
    with effective as materialized (${effectiveBudgets(charge.ownerId, defaults)}),
    passed as materialized (
      select * from effective where spent_micros + ${BigInt(charge.amountMicros)}::bigint > limit_micros
    ),
    written as (
      ${insertEntry(charge)} where not exists (select 1 from passed) on conflict (key) do nothing
    )
    select *, exists (select 1 from ledger_entries where key = ${charge.key}) as existed from passed
    order by limit_micros - spent_micros limit 1`);
  const [first] = rows;
  return first && !first.existed ? toBudgetState(first) : null;
}

function insertEntry(charge: Charge): Prisma.Sql {
  return Prisma.sql`
    insert into ledger_entries (id, owner_id, key, kind, model, subject_type, subject_id, conversation_id, status,
      reserved_micros)
    select ${newId()}::uuid, ${charge.ownerId}::uuid, ${charge.key}, ${charge.kind}, ${charge.model},
      ${charge.subject.type}, ${charge.subject.id}::uuid, ${charge.conversationId}::uuid, 'reserved',
      ${BigInt(charge.amountMicros)}::bigint`;
}
