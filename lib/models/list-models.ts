import type { Model } from '@/lib/contracts';
import { env } from '@/lib/platform/env';
import { providers } from './adapters';
import { converses } from './catalogue';
import type { CatalogueModel, LanguageEngine, Provider } from './ports';

export type Offered = { provider: Provider; language: LanguageEngine; model: CatalogueModel };

/** The models of this installation, those of the first configured provider first, Studio last. */
export async function listModels(): Promise<Model[]> {
  const [offered, defaultModel] = await Promise.all([listOffered(), findDefault()]);
  return offered.map((entry) => toModel(entry, entry.model.id === defaultModel?.model.id));
}

/** The configured provider and model of a catalogue id, or null. */
export async function findOffered(id: string): Promise<Offered | null> {
  const provider = providers.find((candidate) => id.startsWith(`${candidate.id}/`));
  if (!provider?.language || !provider.isConfigured()) return null;
  const model = await provider.findModel(id);
  return model && converses(model) ? { provider, language: provider.language, model } : null;
}

/** The model for conversations that name none: DEFAULT_MODEL if it is offered, else the first on offer. */
export async function findDefault(): Promise<Offered | null> {
  const wanted = env().DEFAULT_MODEL;
  const found = wanted ? await findOffered(wanted) : null;
  if (found) return found;
  for (const provider of providers) {
    const [first] = await offersOf(provider);
    if (first) return first;
  }
  return null;
}

export function toModel({ provider, model }: Offered, isDefault: boolean): Model {
  const { id, name, description, tier, input, output, tools, limits, price } = model;
  const known = price.input_per_million !== undefined || price.output_per_million !== undefined;
  return {
    id,
    provider: provider.id,
    name,
    description,
    tier,
    input,
    output,
    tools,
    context_tokens: limits.context_tokens ?? null,
    price: known
      ? {
          input_per_million: price.input_per_million ?? null,
          output_per_million: price.output_per_million ?? null,
        }
      : null,
    is_default: isDefault,
    offline: provider.offline,
  };
}

async function listOffered(): Promise<Offered[]> {
  return (await Promise.all(providers.map(offersOf))).flat();
}

async function offersOf(provider: Provider): Promise<Offered[]> {
  const { language } = provider;
  if (!language || !provider.isConfigured()) return [];
  return (await provider.listModels()).filter(converses).map((model) => ({ provider, language, model }));
}
