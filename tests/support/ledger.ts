import { createApiKey } from '@/lib/accounts';
import type { Budget } from '@/lib/contracts';
import { newId } from '@/lib/kernel';
import type { Charge } from '@/lib/ledger';
import { db } from '@/lib/platform/db';
import { createPerson } from './integration';

export type Caller = { id: string; headers: Record<string, string> };

/** A person of this name and role, and what a program of theirs sends along. */
export async function createCaller(name: string, role: 'member' | 'admin'): Promise<Caller> {
  const id = await createPerson();
  await db().user.update({ where: { id }, data: { name, role } });
  return { id, headers: { authorization: `Bearer ${(await createApiKey(id, 'test')).key}` } };
}

/** A charge of a job that is nowhere else, in millionths of a dollar. */
export function aCharge(ownerId: string, amountMicros: number, given: Partial<Charge> = {}): Charge {
  const id = newId();
  return {
    ...{ key: `job:${id}`, ownerId, kind: 'image', model: 'openai/gpt-image-2' },
    ...{ subject: { type: 'job', id }, conversationId: null, amountMicros },
    ...given,
  };
}

/** Puts these in place of all budgets. */
export async function setBudgets(
  ...budgets: (Omit<Budget, 'owner_id'> & { owner_id?: string })[]
): Promise<void> {
  await db().budget.deleteMany();
  await db().budget.createMany({ data: budgets.map((budget) => ({ id: newId(), ...budget })) });
}

/** What is reserved and settled, and how many entries there are. */
export async function sums(ownerId: string) {
  const rows = await db().ledgerEntry.findMany({ where: { owner_id: ownerId } });
  const sum = (status: string, of: 'reserved_micros' | 'settled_micros') =>
    rows.filter((row) => row.status === status).reduce((total, row) => total + Number(row[of]), 0);
  return {
    reserved: sum('reserved', 'reserved_micros'),
    settled: sum('settled', 'settled_micros'),
    entries: rows.length,
  };
}

/** The audit log's sum of what was charged to a person. */
export async function auditedMicros(ownerId: string): Promise<number> {
  const rows = await db().auditEntry.findMany({
    where: { owner_id: ownerId, action: { startsWith: 'generation.' } },
  });
  return rows.reduce((sum, { details }) => sum + Number((details as { cost_micros: number }).cost_micros), 0);
}
