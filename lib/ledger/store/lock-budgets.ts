import type { Transaction } from '@/lib/platform/db';
import type { DefaultBudget } from '../ports';

/** Any number that nobody else locks by. */
const LOCK_FAMILY = 0x6c6467;

/**
 * Has those who set something aside for one person take turns until the transaction ends; for everyone, where all share a
 * budget. A sum that is read afterwards, in a statement of its own, holds what others wrote meanwhile.
 */
export async function lockBudgets(
  tx: Transaction,
  ownerId: string,
  defaults: DefaultBudget[],
): Promise<void> {
  // Cast to text: the driver has no type for a lock's void. That of everyone first, always.
  await tx.$queryRaw`
    select pg_advisory_xact_lock(${LOCK_FAMILY}::int, 0)::text
    where exists (select 1 from budgets where scope = 'everyone') or ${defaults.some(({ scope }) => scope === 'everyone')}`;
  await tx.$queryRaw`select pg_advisory_xact_lock(${LOCK_FAMILY + 1}::int, hashtext(${ownerId}::text))::text`;
}
