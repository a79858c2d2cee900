import { listPeople } from '@/lib/accounts';
import type { Usage } from '@/lib/contracts';
import { lastDays, readUsage } from '@/lib/ledger';
import { defaultBudgets } from './default-budgets';

/** What a person spent in the last days. Nothing in it tells of anybody else. */
export async function showUsage(ownerId: string, days: number): Promise<Usage> {
  const { by_person: _self, ...usage } = await readUsage({ ownerId }, lastDays(days), defaultBudgets());
  return usage;
}

/** What everyone spent in the last days, also by person, those who spent nothing included; for administrators. */
export async function showUsageOfEveryone(days: number): Promise<Usage> {
  const [usage, people] = await Promise.all([
    readUsage('everyone', lastDays(days), defaultBudgets()),
    listPeople(),
  ]);
  const spent = new Map(usage.by_person.map(({ owner_id, ...sum }) => [owner_id, sum]));
  const by_person = people.map(({ id, name, email }) => ({
    ...{ owner_id: id, name: name ?? email },
    ...(spent.get(id) ?? { calls: 0, cost_micros: 0 }),
  }));
  return { ...usage, by_person: by_person.sort((a, b) => b.cost_micros - a.cost_micros) };
}
