import { env } from '@/lib/platform/env';
import { providers } from './adapters';
import { hasConfig } from './catalogue/config';
import { checkConfig } from './check-config';
import { checkEngines } from './check-engines';
import { checkUses } from './check-uses';
import { findOffered } from './list-models';
import type { Provider } from './ports';
import type { EngineReport } from './resilience/engines';

export type ModelCheck = {
  /** `models: openai`. */
  name: string;
  status: 'ok' | 'degraded' | 'missing' | 'failed';
  detail: string;
  advice?: string;
};

const CHECK_TIMEOUT_MS = 4_000;

/**
 * Whether the operator's file is right, who does what, and how the engines fare, here and in other processes (see
 * `ownEngines`). Asks each configured provider whether it is there and takes the key. Costs no tokens. A provider that is
 * not configured is `missing`, which is no fault while another one is there.
 */
export async function checkModels(otherProcesses: EngineReport[] = []): Promise<ModelCheck[]> {
  const configuration = await checkConfig();
  // With a file that was never right there is nothing to go by.
  if (!hasConfig()) return configuration;
  const checks = await Promise.all(providers.filter((provider) => !provider.offline).map(checkProvider));
  const anyConfigured = providers.some(
    ({ offline, language, isConfigured }) => !offline && language && isConfigured(),
  );
  const studio: ModelCheck = anyConfigured
    ? { name: 'models: studio', status: 'ok', detail: 'built in, offline, not a model' }
    : {
        name: 'models: studio',
        status: 'degraded',
        detail: 'the built-in engine answers: no model is configured',
        advice:
          'Set OPENAI_API_KEY, GOOGLE_GENERATIVE_AI_API_KEY, ANTHROPIC_API_KEY or LOCAL_OPENAI_BASE_URL and start again.',
      };
  const [uses, engines] = await Promise.all([checkUses(), checkEngines(otherProcesses)]);
  return [...configuration, ...checks, ...(await checkDefault()), studio, ...uses, ...engines];
}

async function checkProvider(provider: Provider): Promise<ModelCheck> {
  const name = `models: ${provider.id}`;
  if (!provider.isConfigured()) return { name, status: 'missing', detail: `${provider.variable} is not set` };
  const health = await provider.checkHealth(AbortSignal.timeout(CHECK_TIMEOUT_MS));
  if (health === 'ok') {
    const count = (await provider.listModels()).length;
    return { name, status: 'ok', detail: `reachable, ${count} ${count === 1 ? 'model' : 'models'} offered` };
  }
  if (health === 'bad_key') {
    return {
      name,
      status: 'failed',
      detail: 'the key was not accepted',
      advice: `Check ${provider.variable}.`,
    };
  }
  return {
    name,
    status: 'failed',
    detail: 'cannot be reached',
    advice: 'Check the network and the base URL.',
  };
}

/** A default that is not on offer is passed over silently when choosing; here it is said. */
async function checkDefault(): Promise<ModelCheck[]> {
  const wanted = env().DEFAULT_MODEL;
  if (!wanted || (await findOffered(wanted))) return [];
  return [
    {
      name: 'models: default',
      status: 'failed',
      detail: 'DEFAULT_MODEL names a model that is not offered here',
      advice: 'Set it to one of the ids that GET /api/models lists, e.g. google/gemini-2.5-flash.',
    },
  ];
}
