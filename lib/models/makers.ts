import type { Tier } from '@/lib/contracts';
import { env } from '@/lib/platform/env';
import { providers } from './adapters';
import { config } from './catalogue/config';
import type { Use } from './catalogue/uses';
import { canDo, findOffer, modelsOf, type Offer } from './configured-models';
import { unknownModel } from './errors';
import { findNamed } from './find-named';
import type { CatalogueModel } from './ports';

/** A model as what can do something here. */
export type Maker = {
  id: string;
  name: string;
  provider: string;
  providerName: string;
  tier: Tier | null;
  /** True for the built-in engine, which is not a model. */
  offline: boolean;
  model: CatalogueModel;
};

export type MakerChoice =
  | { status: 'chosen'; maker: Maker }
  /** `reason` is a sentence for people: what is missing, and which variable would bring it. */
  | { status: 'no_capable_model'; use: Use; reason: string };

/** What can do it here: the default first, then by the configuration's order, Studio last. */
export async function listMakers(use: Use): Promise<Maker[]> {
  return (await chainFor(use)).map(toMaker);
}

/**
 * The model for a use: the default, or the one `wanted` by id, alias or tier. Throws `models.unknown_model` for a name
 * that means nothing here.
 */
export async function chooseMaker(use: Use, wanted?: string | null): Promise<MakerChoice> {
  const [first] = await chainFor(use, wanted);
  if (first) return { status: 'chosen', maker: toMaker(first) };
  return { status: 'no_capable_model', use, reason: reasonFor(use) };
}

/**
 * Who is tried for a use, in order: the choice, then the others of the configuration's order. Empty when nobody can do
 * it. Throws `models.unknown_model`.
 */
export async function chainFor(use: Use, wanted?: string | null): Promise<Offer[]> {
  const offers = await offersFor(use);
  if (!wanted) {
    const usual = usualFor(use);
    const first = usual ? await findWanted(use, usual, offers) : null;
    return first && first !== 'unknown' ? putFirst(first, offers) : offers;
  }
  const named = await findWanted(use, wanted, offers);
  if (named === 'unknown') throw unknownModel();
  return named ? putFirst(named, offers) : offers;
}

export function toMaker({ provider, model }: Offer): Maker {
  return {
    id: model.id,
    name: model.name,
    provider: provider.id,
    providerName: provider.name,
    tier: model.tier,
    offline: provider.offline,
    model,
  };
}

/** A server that is down lists nothing, and still has what is asked of it by name. */
async function findWanted(use: Use, wanted: string, offers: Offer[]): Promise<Offer | null | 'unknown'> {
  const exact = await findOffer(wanted);
  return exact && canDo(use, exact) ? exact : findNamed(use, wanted, offers);
}

const putFirst = (first: Offer, offers: Offer[]) => [
  first,
  ...offers.filter(({ model }) => model.id !== first.model.id),
];

async function offersFor(use: Use): Promise<Offer[]> {
  const all = await Promise.all(
    providers.map(async (provider) => (await modelsOf(provider)).map((model) => ({ provider, model }))),
  );
  const order = config().uses[use];
  const place = ({ provider, model }: Offer) => {
    if (provider.offline) return Number.POSITIVE_INFINITY;
    const index = order.findIndex((named) => named === model.id || model.aliases.includes(named));
    return index < 0 ? order.length : index;
  };
  return all
    .flat()
    .filter((offer) => canDo(use, offer))
    .map((offer, index) => ({ offer, index, place: place(offer) }))
    .sort((a, b) => (a.place === b.place ? a.index - b.index : a.place - b.place))
    .map(({ offer }) => offer);
}

/** The operator's variable for a use comes before the order of the configuration. */
function usualFor(use: Use): string | undefined {
  if (use === 'chat') return env().DEFAULT_MODEL;
  return use === 'transcription' ? env().TRANSCRIPTION_MODEL : undefined;
}

const wants: Record<Use, string> = {
  chat: 'talk',
  image: 'draw pictures',
  edit: 'edit pictures',
  video: 'make videos',
  speech: 'speak',
  transcription: 'write down speech',
  vision: 'describe pictures',
  search: 'search the web',
  summary: 'sum up conversations',
};

function reasonFor(use: Use): string {
  const variables = providers
    .filter((provider) => !provider.isConfigured() && provider.variable && mayDo(use, provider))
    .map(({ variable }) => variable as string);
  const missing = `Nothing that can ${wants[use]} is set up on this server.`;
  if (variables.length === 0) return `${missing} Its administrator can add a model.`;
  const last = variables.pop();
  const named = variables.length > 0 ? `${variables.join(', ')} or ${last}` : last;
  return `${missing} Its administrator can set ${named}.`;
}

/** Whether a provider could do it if it were configured, as far as its engines tell. */
function mayDo(use: Use, { language, image, video, speech, transcription, search }: Offer['provider']) {
  const engine = {
    ...{ chat: language, vision: language, summary: language },
    ...{ image, edit: image, video, speech, transcription, search },
  }[use];
  return engine !== null;
}
