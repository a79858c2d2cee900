import type { Usage } from '@/lib/contracts';
import { readBudgetStates } from './budgets';
import type { DefaultBudget, LedgerLine, Range, Scope } from './ports';
import { readEntries } from './store/entries';
import { sumReserved, sumUsage } from './store/usage';

type PersonSum = { owner_id: string; calls: number; cost_micros: number };

/** What was spent in a range, by kind, model and day; for everyone also by person. */
export async function readUsage(
  scope: Scope,
  range: Range,
  defaults: DefaultBudget[],
): Promise<Omit<Usage, 'by_person'> & { by_person: PersonSum[] }> {
  const [sums, reserved, budgets] = await Promise.all([
    sumUsage(scope, range),
    sumReserved(scope),
    readBudgetStates(scope, defaults),
  ]);
  const { from, to } = range;
  return {
    ...{ from: from.toISOString(), to: to.toISOString() },
    ...sums,
    ...{ reserved_micros: reserved, budgets },
  };
}

/** Enough that the database is asked seldom, few enough that a reader who is slow holds little. */
const BATCH = 1_000;

/** Every entry of a range, oldest first, in batches: read as fast as they are taken. */
export async function* exportUsage(scope: Scope, range: Range): AsyncGenerator<LedgerLine[]> {
  let last: LedgerLine | null = null;
  for (;;) {
    const lines: LedgerLine[] = await readEntries(scope, range, last, BATCH);
    if (lines.length > 0) yield lines;
    if (lines.length < BATCH) return;
    last = lines.at(-1) ?? null;
  }
}

/** The last so many days of the UTC calendar, today among them, up to now. */
export function lastDays(days: number, now = new Date()): Range {
  const from = new Date(now);
  from.setUTCHours(0, 0, 0, 0);
  from.setUTCDate(from.getUTCDate() - (days - 1));
  return { from, to: now };
}
