import type { ChargeKind } from '@/lib/contracts';
import { db } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import type { LedgerLine, Range, Scope } from '../ports';
import { ownedBy } from './usage';

type Row = {
  id: string;
  created_at: Date;
  owner_id: string;
  kind: string;
  model: string;
  status: string;
  reserved_micros: bigint;
  settled_micros: bigint | null;
  is_estimate: boolean;
  key: string;
  conversation_id: string | null;
  usage: unknown;
};

/** Entries of the range, oldest first, after one that was read before. */
export async function readEntries(
  scope: Scope,
  { from, to }: Range,
  after: LedgerLine | null,
  limit: number,
): Promise<LedgerLine[]> {
  const further = after
    ? Prisma.sql`(created_at, id) > (${after.at}, ${after.id}::uuid)`
    : Prisma.sql`created_at >= ${from}`;
  const rows = await db().$queryRaw<Row[]>(Prisma.sql`
    select id, created_at, owner_id, kind, model, status, reserved_micros, settled_micros, is_estimate, key,
      conversation_id, usage
    from ledger_entries where ${further} and created_at < ${to} and ${ownedBy(scope)}
    order by created_at, id limit ${limit}`);
  return rows.map((row) => ({
    id: row.id,
    at: row.created_at,
    ownerId: row.owner_id,
    kind: row.kind as ChargeKind,
    model: row.model,
    status: row.status as LedgerLine['status'],
    reservedMicros: Number(row.reserved_micros),
    settledMicros: row.settled_micros === null ? null : Number(row.settled_micros),
    isEstimate: row.is_estimate,
    key: row.key,
    conversationId: row.conversation_id,
    usage: (row.usage ?? {}) as LedgerLine['usage'],
  }));
}
