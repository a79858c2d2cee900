import { type CatalogueModel, catalogueModelSchema } from '../../catalogue';
import families from './model-families.json';

const SEES = '=image';
const LISTENS = '=transcription';

/**
 * What is known of a local model by its name. Servers do not say what a model takes, so picture input is
 * declared: by the list of families that see, or by the administrator with `name=image`. Those that listen are told apart
 * in the same way, or with `name=transcription`.
 */
export function declareModel(entry: string): CatalogueModel {
  if (entry.endsWith(LISTENS) || isOneOf(families.listens, entry))
    return declareTranscriber(entry.endsWith(LISTENS) ? entry.slice(0, -LISTENS.length) : entry);
  const name = entry.endsWith(SEES) ? entry.slice(0, -SEES.length) : entry;
  const sees = name !== entry || isOneOf(families.sees, name);
  return catalogueModelSchema.parse({
    id: `local/${name}`,
    name,
    description: sees ? 'Runs on your own server. Sees pictures.' : 'Runs on your own server.',
    input: { text: true, image: sees },
    output: { text: true, image: false },
    via: 'language',
    price: { free: true },
  });
}

function declareTranscriber(name: string): CatalogueModel {
  return catalogueModelSchema.parse({
    id: `local/${name}`,
    name,
    description: 'Runs on your own server. Writes down what is said.',
    input: { text: false, image: false, audio: true },
    output: { text: true, image: false },
    via: 'transcription',
    price: { free: true },
  });
}

/** True for what a server lists beside models that can be used here: embeddings, voices, ranking. */
export function isOtherThanChat(name: string): boolean {
  return isOneOf(families.other_than_chat, name);
}

function isOneOf(parts: string[], name: string): boolean {
  const lower = name.toLowerCase();
  return parts.some((part) => lower.includes(part));
}
