import { z } from 'zod';
import { tierSchema } from '@/lib/contracts';

const positive = z.number().positive();
const whole = z.number().int().positive();
const dollars = z.number().min(0);

/** List prices in US dollars, per what the provider bills; absent: not known. All absent and `free`: costs nothing. */
export const priceSchema = z.strictObject({
  free: z.boolean().default(false),
  input_per_million: dollars.optional().describe('Tokens of text read'),
  cached_input_per_million: dollars.optional(),
  output_per_million: dollars.optional().describe('Tokens written, thoughts included'),
  image_output_per_million: dollars.optional().describe('Tokens of pictures made'),
  audio_input_per_million: dollars.optional(),
  audio_output_per_million: dollars.optional(),
  per_image: dollars
    .optional()
    .describe('A picture, all in all: for quotes, and where no tokens of it are reported'),
  per_second: dollars.optional().describe('Of film made, or of speech written down'),
  per_million_characters: dollars
    .optional()
    .describe('Of text spoken, all in all: for quotes, and where no tokens are reported'),
  per_request: dollars.optional().describe('Beside the rest: a search'),
});
export type Price = z.output<typeof priceSchema>;

/** What a model takes at most; absent: not known, so not limited here. */
export const limitsSchema = z.strictObject({
  context_tokens: whole.optional(),
  output_tokens: whole.optional(),
  images: whole.optional().describe('Pictures in one request'),
  image_bytes: whole.optional(),
  image_pixels: whole.optional().describe('Along the longer side'),
  audio_bytes: whole.optional(),
  audio_seconds: positive.optional(),
  video_bytes: whole.optional(),
  video_seconds: positive.optional(),
  file_bytes: whole.optional(),
  file_pages: whole.optional(),
  file_page_tokens: whole.optional().describe('What a page of a PDF takes of the context, about'),
  prompt_characters: whole.optional(),
  durations_seconds: z.array(whole).optional().describe('Lengths of film that can be asked for'),
});
export type ModelLimits = z.output<typeof limitsSchema>;

/** What a model takes and gives, and how it is called. Declared as data, never guessed from an answer. */
export const catalogueModelSchema = z.strictObject({
  id: z.string().regex(/^[a-z]+\/\S+$/, 'must be `provider/model`'),
  name: z.string().min(1),
  description: z.string().min(1),
  /** The provider's own name of it, where it is not the id without our prefix: one model that is offered twice. */
  vendor_id: z.string().min(1).optional(),
  tier: tierSchema.nullable().default(null),
  /** Other names people know it by. */
  aliases: z.array(z.string().min(1)).default([]),
  input: z.strictObject({
    text: z.boolean(),
    image: z.boolean(),
    audio: z.boolean().default(false),
    video: z.boolean().default(false),
    /** PDF as it is. */
    file: z.boolean().default(false),
  }),
  output: z.strictObject({
    text: z.boolean(),
    image: z.boolean(),
    audio: z.boolean().default(false),
    video: z.boolean().default(false),
  }),
  /**
   * Which kind of endpoint: a conversation streamed back, a prompt that becomes pictures, speech that becomes text, text
   * that becomes speech, a prompt that becomes a film, a question that becomes an answer with sources.
   */
  via: z.enum(['language', 'image', 'transcription', 'speech', 'video', 'search']),
  limits: limitsSchema.prefault({}),
  price: priceSchema.prefault({}),
  /** Can call the tools it is given. */
  tools: z.boolean().default(false),
  /** Shows its thoughts when asked to. */
  thoughts: z.boolean().default(false),
  /** For `via: speech`: voices that can be asked for, the default first. */
  voices: z.array(z.string()).default([]),
  /**
   * Draws through a tool of the provider's own while the text goes on, instead of by itself. A model that draws by
   * itself is silent for as long as the drawing takes.
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

/** The provider's own name of a model: what it declares, else the id without our prefix. */
export function vendorModelId(model: CatalogueModel): string {
  if (model.vendor_id !== undefined) return model.vendor_id;
  return model.id.slice(model.id.indexOf('/') + 1);
}

/** True for a model that one can talk with. */
export function converses({ via }: CatalogueModel): boolean {
  return via === 'language' || via === 'image';
}

/** True for a model that draws by itself, so that a long silence is not a fault. */
export function drawsItself(model: CatalogueModel): boolean {
  return model.output.image && !model.drawing_tool;
}
