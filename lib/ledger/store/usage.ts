import type { ChargeKind, Usage } from '@/lib/contracts';
import { db } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import type { Range, Scope } from '../ports';

type Sums = Pick<Usage, 'total' | 'by_kind' | 'by_model' | 'by_day'> & {
  by_person: { owner_id: string; calls: number; cost_micros: number }[];
};

type SumRow = {
  /** Bits of what is summed over: 8 days, 4 kinds, 2 models, 1 people. */
  over: number;
  day: string | null;
  kind: ChargeKind | null;
  model: string | null;
  owner_id: string | null;
  calls: number;
  cost_micros: bigint;
};

/** What was settled of what was begun in the range, summed in every way at once: one look at the entries. */
export async function sumUsage(scope: Scope, { from, to }: Range): Promise<Sums> {
  const rows = await db().$queryRaw<SumRow[]>(Prisma.sql`
    with settled as (
      select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as day, kind, model, owner_id, settled_micros
      from ledger_entries where status = 'settled' and created_at >= ${from} and created_at < ${to} and ${ownedBy(scope)}
    )
    select grouping(day, kind, model, owner_id) as over, day, kind, model, owner_id,
      count(*)::int as calls, coalesce(sum(settled_micros), 0)::bigint as cost_micros
    from settled group by grouping sets ((), (kind), (kind, model), (day, kind), (owner_id))
    order by cost_micros desc, calls desc, kind, model`);
  const over = (bits: number) => rows.filter((row) => row.over === bits);
  return {
    total: sumOf(over(15)[0]),
    by_kind: over(11).map((row) => ({ kind: row.kind as ChargeKind, ...sumOf(row) })),
    by_model: over(9).map((row) => ({ model: row.model ?? '', kind: row.kind as ChargeKind, ...sumOf(row) })),
    by_day: over(3)
      .map((row) => ({ day: row.day ?? '', kind: row.kind as ChargeKind, ...sumOf(row) }))
      .sort((a, b) => a.day.localeCompare(b.day)),
    by_person: over(14).map((row) => ({ owner_id: row.owner_id ?? '', ...sumOf(row) })),
  };
}

const sumOf = (row: SumRow | undefined) => ({
  calls: row?.calls ?? 0,
  cost_micros: Number(row?.cost_micros ?? 0),
});

/** What is set aside now, whenever that was. */
export async function sumReserved(scope: Scope): Promise<number> {
  const rows = await db().$queryRaw<{ micros: bigint }[]>(Prisma.sql`
    select coalesce(sum(reserved_micros), 0)::bigint as micros from ledger_entries
    where status = 'reserved' and ${ownedBy(scope)}`);
  return Number(rows[0]?.micros ?? 0);
}

export const ownedBy = (scope: Scope) =>
  scope === 'everyone' ? Prisma.sql`true` : Prisma.sql`owner_id = ${scope.ownerId}::uuid`;
