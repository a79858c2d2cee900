import type { HealthCheck } from '@/lib/contracts';
import { env } from '@/lib/platform/env';
import { providers } from './adapters';
import { configProblem, modelOverrides } from './catalogue/config';
import { findOffer } from './configured-models';

const name = 'models: configuration';

/** What became of the operator's file; nothing to say where there is none. */
export async function checkConfig(): Promise<HealthCheck[]> {
  const { STRAND_CONFIG: file } = env();
  if (file === undefined) return [];
  const problem = configProblem();
  if (problem) {
    const advice = 'Mend the file: until then what was set before stays. docs/models.md explains it.';
    return [{ name, status: 'failed', detail: problem, advice }];
  }
  const strange = await findStrange();
  if (strange) {
    const advice = 'Correct the name, or describe the model in full: docs/models.md.';
    return [{ name, status: 'degraded', detail: strange, advice }];
  }
  return [{ name, status: 'ok', detail: `${file} is in use` }];
}

/** What the file says of models that are nobody's. Of providers that are not configured nothing is known. */
async function findStrange(): Promise<string | null> {
  for (const [id, override] of Object.entries(modelOverrides())) {
    const provider = providers.find((candidate) => id.startsWith(`${candidate.id}/`));
    if (!provider) return `models.${id}: no provider has this name`;
    if (provider.isConfigured() && !override.hide && !(await findOffer(id)))
      return `models.${id}: ${provider.name} has no such model here, and it is not described in full`;
  }
  return null;
}
