import { type CatalogueModel, catalogueModelSchema } from '../../catalogue';
import families from './model-families.json';

/** What an administrator can say of a model behind its name. */
const said = /=(image|tools|drawing|transcription|speech)$/;

/**
 * What is known of a local model by its name. Servers do not say what a model takes, so it is declared: by lists of
 * families that see, call tools, draw, listen or speak, or by the administrator with `name=image`, `name=tools`,
 * `name=drawing`, `name=transcription` or `name=speech`.
 */
export function declareModel(entry: string): CatalogueModel {
  const wish = entry.match(said)?.[1];
  const name = entry.replace(said, '');
  if (wish === 'transcription' || (!wish && isOneOf(families.listens, name))) return declareTranscriber(name);
  if (wish === 'speech' || (!wish && isOneOf(families.speaks, name))) return declareSpeaker(name);
  if (wish === 'drawing' || (!wish && isOneOf(families.draws, name))) return declarePainter(name);
  const sees = wish === 'image' || isOneOf(families.sees, name);
  return catalogueModelSchema.parse({
    id: `local/${name}`,
    name,
    description: sees ? 'Runs on your own server. Sees pictures.' : 'Runs on your own server.',
    input: { text: true, image: sees },
    output: { text: true, image: false },
    via: 'language',
    tools: wish === 'tools' || isOneOf(families.calls_tools, name),
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

function declarePainter(name: string): CatalogueModel {
  return catalogueModelSchema.parse({
    id: `local/${name}`,
    name,
    description: 'Runs on your own server. Draws pictures; each message is an order for one.',
    input: { text: true, image: false },
    output: { text: false, image: true },
    via: 'image',
    price: { free: true },
  });
}

function declareSpeaker(name: string): CatalogueModel {
  return catalogueModelSchema.parse({
    id: `local/${name}`,
    name,
    description: 'Runs on your own server. Speaks a text.',
    input: { text: true, image: false },
    output: { text: false, image: false, audio: true },
    via: 'speech',
    price: { free: true },
  });
}

/** True for what a server lists beside models that can be used here: embeddings, ranking. */
export function isOtherThanChat(name: string): boolean {
  return isOneOf(families.other_than_chat, name);
}

function isOneOf(parts: string[], name: string): boolean {
  const lower = name.toLowerCase();
  return parts.some((part) => lower.includes(part));
}
