import type { Transaction } from '@/lib/platform/transaction';
import { budgetExceeded } from './errors';
import type { Charge, DefaultBudget, EndedCharge, Settlement } from './ports';
import { releaseEntry, settleEntry } from './store/end-entry';
import { type Extension, extendEntry } from './store/extend-entry';
import { reserveEntry } from './store/reserve-entry';

/**
 * Sets an amount aside before something is begun. The same key twice is one reservation. What costs nothing is noted
 * whatever the budgets say. Throws `ledger.budget_exceeded`, with the figures; then nothing is set aside.
 *
 * With `tx` it commits with what else that transaction writes. Where budgets are set it takes their locks, which come
 * last in the order of locks and are held until the transaction ends.
 */
export async function reserve(charge: Charge, defaults: DefaultBudget[], tx?: Transaction): Promise<void> {
  const amountMicros = Math.ceil(checkAmount(charge.amountMicros));
  const passed = await reserveEntry({ ...charge, amountMicros }, defaults, tx);
  if (passed) throw budgetExceeded(amountMicros, passed);
}

/**
 * Sets more aside under a key, for work that turns out to go on. Nothing happens when that has ended. Throws
 * `ledger.budget_exceeded`, with the figures of what is added; then what was set aside stays as it was.
 */
export async function extend(
  key: string,
  { ownerId, moreMicros: amount }: Extension,
  defaults: DefaultBudget[],
): Promise<void> {
  const moreMicros = Math.ceil(checkAmount(amount));
  const passed = await extendEntry(key, { ownerId, moreMicros }, defaults);
  if (passed) throw budgetExceeded(moreMicros, passed);
}

/**
 * Puts what it came to in place of what was set aside; it may be more, for what the provider reports is the truth.
 * Once: null when nothing is set aside under this key any more.
 */
export function settle(key: string, settlement: Settlement, tx?: Transaction): Promise<EndedCharge | null> {
  const amountMicros = Math.round(checkAmount(settlement.amountMicros));
  return settleEntry(key, { ...settlement, amountMicros }, tx);
}

/** Gives back what was set aside. Once: null when nothing is set aside under this key any more. */
export function release(
  key: string,
  { ownerId }: { ownerId: string },
  tx?: Transaction,
): Promise<EndedCharge | null> {
  return releaseEntry(key, ownerId, tx);
}

/** A price that is no number would make every sum that it is part of no number as well. */
function checkAmount(micros: number): number {
  if (!Number.isSafeInteger(Math.ceil(micros)) || micros < 0)
    throw new RangeError(`${micros} is not an amount of money`);
  return micros;
}
