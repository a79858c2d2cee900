import type { HealthCheck } from '@/lib/contracts';
import { USES, type Use } from './catalogue/uses';
import { chooseMaker, listMakers } from './makers';

/** One line for each thing models are used for: who does it, or what to set for it. */
export function checkUses(): Promise<HealthCheck[]> {
  return Promise.all(USES.filter((use) => use !== 'chat').map(checkUse));
}

async function checkUse(use: Use): Promise<HealthCheck> {
  const name = `use: ${use}`;
  const [first, second] = await listMakers(use);
  if (first && !first.offline) {
    const next = second && !second.offline ? `, then ${second.name}` : '';
    return { name, status: 'ok', detail: `${first.name}${next}` };
  }
  const choice = await chooseMaker(use);
  if (choice.status === 'no_capable_model') return { name, status: 'missing', detail: choice.reason };
  return { name, status: 'missing', detail: 'the built-in Studio alone, which is no model' };
}
