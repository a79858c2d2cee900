import type { ChargeKind } from '@/lib/contracts';
import { db, type Transaction } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import type { EndedCharge, Settlement, Subject } from '../ports';

type EndedRow = {
  kind: string;
  model: string;
  subject_type: string;
  subject_id: string;
  conversation_id: string | null;
  settled_micros: bigint | null;
};

const endedColumns = Prisma.sql`kind, model, subject_type, subject_id, conversation_id, settled_micros`;

/** reserved → settled, once; null when it was not reserved, or is not this owner's. */
export async function settleEntry(
  key: string,
  { ownerId, model, amountMicros, isEstimate, usage }: Settlement,
  tx?: Transaction,
): Promise<EndedCharge | null> {
  const rows = await (tx ?? db()).$queryRaw<EndedRow[]>(Prisma.sql`
    update ledger_entries set status = 'settled', settled_micros = ${BigInt(amountMicros)}::bigint,
      model = coalesce(${model ?? null}, model), is_estimate = ${isEstimate},
      usage = ${usage && JSON.stringify(usage)}::jsonb, settled_at = now()
    where key = ${key} and owner_id = ${ownerId}::uuid and status = 'reserved'
    returning ${endedColumns}`);
  return toEnded(rows);
}

/** reserved → released, once; null when it was not reserved, or is not this owner's. */
export async function releaseEntry(
  key: string,
  ownerId: string,
  tx?: Transaction,
): Promise<EndedCharge | null> {
  const rows = await (tx ?? db()).$queryRaw<EndedRow[]>(Prisma.sql`
    update ledger_entries set status = 'released', settled_at = now()
    where key = ${key} and owner_id = ${ownerId}::uuid and status = 'reserved'
    returning ${endedColumns}`);
  return toEnded(rows);
}

function toEnded([row]: EndedRow[]): EndedCharge | null {
  if (!row) return null;
  return {
    kind: row.kind as ChargeKind,
    model: row.model,
    subject: { type: row.subject_type as Subject['type'], id: row.subject_id },
    conversationId: row.conversation_id,
    costMicros: Number(row.settled_micros ?? 0),
  };
}
