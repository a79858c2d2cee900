import { Prisma } from '@/prisma/generated/client';
import type { BudgetState, DefaultBudget } from '../ports';

export type BudgetRow = { scope: string; period: string; limit_micros: bigint; spent_micros: bigint };

/**
 * A query of the budgets that hold for a person: one of their own goes before that of each person, and both before the
 * configuration's. With null, those of everyone together. With what is gone of each in the present day or month of the
 * UTC calendar.
 */
export function effectiveBudgets(ownerId: string | null, configured: DefaultBudget[]): Prisma.Sql {
  const defaults = configured.filter(({ scope }) => ownerId !== null || scope === 'everyone');
  return Prisma.sql`
    select distinct on (b.scope, b.period) b.scope, b.period, b.limit_micros,
      -- Two queries rather than one with "or": each has its index.
      case when b.scope = 'everyone' then (
        select coalesce(sum(${counted}), 0)::bigint from ledger_entries l
        where l.status <> 'released' and l.created_at >= ${startOfPeriod}
      ) else (
        select coalesce(sum(${counted}), 0)::bigint from ledger_entries l
        where l.status <> 'released' and l.created_at >= ${startOfPeriod} and l.owner_id = ${ownerId}::uuid
      ) end as spent_micros
    from (
      select scope, period, limit_micros, case when owner_id is null then 1 else 0 end as rank from budgets
      where ${holdsFor(ownerId)}
      union all
      select scope, period, limit_micros, 2 from jsonb_to_recordset(${JSON.stringify(defaults)}::jsonb)
        as d (scope text, period text, limit_micros bigint)
    ) b order by b.scope, b.period, b.rank`;
}

/** Of the table `budgets`: those that are about a person. */
export const holdsFor = (ownerId: string | null) =>
  ownerId === null
    ? Prisma.sql`scope = 'everyone'`
    : Prisma.sql`(scope = 'everyone' or owner_id is null or owner_id = ${ownerId}::uuid)`;

const counted = Prisma.sql`coalesce(l.settled_micros, l.reserved_micros)`;
const startOfPeriod = Prisma.sql`date_trunc(b.period, now() at time zone 'UTC') at time zone 'UTC'`;

export function toBudgetState(row: BudgetRow): BudgetState {
  return {
    scope: row.scope as BudgetState['scope'],
    period: row.period as BudgetState['period'],
    limit_micros: Number(row.limit_micros),
    spent_micros: Number(row.spent_micros),
  };
}
