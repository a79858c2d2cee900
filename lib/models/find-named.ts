import { type Tier, tierSchema } from '@/lib/contracts';
import { config } from './catalogue/config';
import type { Use } from './catalogue/uses';
import type { Offer } from './configured-models';

/** Where a tier is not on offer, the next best of these. */
const nearest: Record<Tier, Tier[]> = {
  fast: ['fast', 'balanced', 'quality'],
  balanced: ['balanced', 'fast', 'quality'],
  quality: ['quality', 'balanced', 'fast'],
};

/**
 * The offer that a name means: an id, a tier, an alias of the configuration, or another name of a model. Null for a tier
 * when none of the offers has one; `unknown` for a name that means nothing for this use.
 */
export function findNamed(use: Use, wanted: string, offers: Offer[]): Offer | null | 'unknown' {
  const byId = (id: string) => offers.find(({ model }) => model.id === id);
  const byName = (name: string) => byId(name) ?? offers.find(({ model }) => model.aliases.includes(name));
  const exact = byId(wanted);
  if (exact) return exact;
  const tier = tierSchema.safeParse(wanted);
  if (tier.success) return ofTier(tier.data, offers);
  const alias = Object.hasOwn(config().aliases, wanted) ? config().aliases[wanted] : undefined;
  if (alias === undefined) return byName(wanted) ?? 'unknown';
  if (typeof alias === 'string') return byName(alias) ?? 'unknown';
  const meant = alias.model === undefined ? undefined : byId(alias.model);
  if (meant) return meant;
  return alias.uses.includes(use) ? ofTier(alias.tier, offers) : 'unknown';
}

function ofTier(tier: Tier, offers: Offer[]): Offer | null {
  for (const candidate of nearest[tier]) {
    const found = offers.find(({ model }) => model.tier === candidate);
    if (found) return found;
  }
  return null;
}
