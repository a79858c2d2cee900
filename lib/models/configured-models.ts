import { providers } from './adapters';
import { converses, drawsItself } from './catalogue';
import type { Use } from './catalogue/uses';
import { rememberModels } from './known-models';
import { overrideModel, overrideModels } from './override-models';
import type { CatalogueModel, Provider } from './ports';

/** A model that can be used here, and who offers it. */
export type Offer = { provider: Provider; model: CatalogueModel };

/** The models of a provider as this installation has them; none when it is not configured. */
export async function modelsOf(provider: Provider): Promise<CatalogueModel[]> {
  if (!provider.isConfigured()) return [];
  return rememberModels(overrideModels(provider, await provider.listModels()));
}

/** The configured provider and model of a catalogue id, whatever it can do, or null. */
export async function findOffer(id: string): Promise<Offer | null> {
  const provider = providers.find((candidate) => id.startsWith(`${candidate.id}/`));
  if (!provider?.isConfigured()) return null;
  const model = overrideModel(provider, id, await provider.findModel(id));
  if (!model) return null;
  rememberModels([model]);
  return { provider, model };
}

/** Whether a provider's model can be used for something, by what both declare. */
export function canDo(use: Use, { provider, model }: Offer): boolean {
  const { via, input, output } = model;
  const speaks = provider.language !== null && via === 'language' && output.text;
  switch (use) {
    case 'chat':
      // What the built-in engine makes is asked of it in words.
      return provider.language !== null && converses(model) && !(provider.offline && via === 'image');
    case 'image':
      return draws({ provider, model });
    case 'edit':
      return draws({ provider, model }) && input.image;
    case 'video':
      return provider.video !== null && via === 'video';
    case 'speech':
      return provider.speech !== null && via === 'speech';
    case 'transcription':
      return provider.transcription !== null && via === 'transcription';
    case 'search':
      return provider.search !== null && via === 'search';
    // Rules are no substitute for a model that looks or sums up.
    case 'vision':
      return speaks && input.image && !drawsItself(model) && !provider.offline;
    case 'summary':
      return speaks && !drawsItself(model) && !provider.offline;
  }
}

/** A model of pictures, or one that talks and draws in the same breath. */
function draws({ provider, model }: Offer): boolean {
  return provider.image !== null && drawsItself(model);
}
