import type { Model } from '@/lib/contracts';
import { env } from '@/lib/platform/env';
import { providers } from './adapters';
import { config } from './catalogue/config';
import { canDo, findOffer, modelsOf, type Offer } from './configured-models';
import { findNamed } from './find-named';
import type { Provider } from './ports';

/** The models one can talk with, those of the first configured provider first, Studio last. */
export async function listModels(): Promise<Model[]> {
  const [offered, standard] = await Promise.all([listOffered(), findDefault()]);
  return offered.map((entry) => toModel(entry, entry.model.id === standard?.model.id));
}

/** The configured provider and model of an id, another name or a tier, for a conversation, or null. */
export async function findOffered(wanted: string): Promise<Offer | null> {
  const exact = await findOffer(wanted);
  if (exact) return canDo('chat', exact) ? exact : null;
  const found = findNamed('chat', wanted, await listOffered());
  return found === 'unknown' ? null : found;
}

/**
 * The model for conversations that name none: DEFAULT_MODEL, else the first of the configuration's order, else the first
 * on offer. Providers further down are not asked for their lists.
 */
export async function findDefault(): Promise<Offer | null> {
  const { DEFAULT_MODEL } = env();
  for (const wanted of [...(DEFAULT_MODEL ? [DEFAULT_MODEL] : []), ...config().uses.chat]) {
    const found = await findOffered(wanted);
    if (found) return found;
  }
  for (const provider of providers) {
    const [first] = await offersOf(provider);
    if (first) return first;
  }
  return null;
}

export function toModel({ provider, model }: Offer, isDefault: boolean): Model {
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

async function listOffered(): Promise<Offer[]> {
  return (await Promise.all(providers.map(offersOf))).flat();
}

async function offersOf(provider: Provider): Promise<Offer[]> {
  return (await modelsOf(provider))
    .map((model) => ({ provider, model }))
    .filter((offer) => canDo('chat', offer));
}
