import { z } from 'zod';

/** What a model takes and gives, and how it is called. Declared as data, never guessed from an answer. */
export const catalogueModelSchema = z.strictObject({
  id: z.string().regex(/^[a-z]+\/\S+$/, 'must be `provider/model`'),
  name: z.string().min(1),
  description: z.string().min(1),
  input: z.strictObject({ text: z.boolean(), image: z.boolean(), audio: z.boolean().default(false) }),
  output: z.strictObject({ text: z.boolean(), image: z.boolean() }),
  /** Which kind of endpoint: a conversation streamed back, a prompt that becomes pictures, speech that becomes text. */
  via: z.enum(['language', 'image', 'transcription']),
  /** Shows its thoughts when asked to. */
  thoughts: z.boolean().default(false),
  /**
   * Draws through a tool while the text goes on (OpenAI), instead of by itself. A model that draws by itself is
   * silent for as long as the drawing takes.
   */
  drawing_tool: z.boolean().default(false),
});
export type CatalogueModel = z.output<typeof catalogueModelSchema>;

/**
 * Checks the declared models of a provider. Throws when an entry is malformed, belongs to another provider or
 * comes twice: a mistake in our data, found at the first import.
 */
export function readCatalogue(provider: string, data: unknown): CatalogueModel[] {
  const models = z.array(catalogueModelSchema).parse(data);
  const seen = new Set<string>();
  for (const model of models) {
    if (!model.id.startsWith(`${provider}/`)) throw new Error(`${model.id} is not a model of ${provider}.`);
    if (seen.has(model.id)) throw new Error(`${model.id} is declared twice.`);
    seen.add(model.id);
  }
  return models;
}

/** The provider's own name of a model: the id without our prefix. */
export function vendorModelId(model: CatalogueModel): string {
  return model.id.slice(model.id.indexOf('/') + 1);
}

/** True for a model that one can talk with. */
export function converses({ via }: CatalogueModel): boolean {
  return via !== 'transcription';
}

/** True for a model that draws by itself, so that a long silence is not a fault. */
export function drawsItself(model: CatalogueModel): boolean {
  return model.output.image && !model.drawing_tool;
}
