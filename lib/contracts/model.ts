import { z } from 'zod';
import { tierSchema } from './tool';

/** What a model takes and gives. Declared data, never inferred. */
export const modelSchema = z.object({
  id: z.string().describe('`provider/model`, e.g. `google/gemini-2.5-flash`'),
  provider: z.string(),
  name: z.string(),
  description: z.string(),
  tier: tierSchema.nullable(),
  input: z.object({
    text: z.boolean(),
    image: z.boolean(),
    audio: z.boolean(),
    video: z.boolean(),
    file: z.boolean().describe('PDF as it is, with its pictures and layout'),
  }),
  output: z.object({ text: z.boolean(), image: z.boolean(), audio: z.boolean(), video: z.boolean() }),
  tools: z.boolean().describe('Can call tools: draw, search …'),
  context_tokens: z.number().int().nullable().describe('What it reads at most'),
  price: z
    .object({ input_per_million: z.number().nullable(), output_per_million: z.number().nullable() })
    .nullable()
    .describe('US dollars per million tokens, by list price; null: not known, or free'),
  is_default: z.boolean(),
  offline: z.boolean().describe('True for the built-in engine, which is not a model.'),
});
export type Model = z.infer<typeof modelSchema>;
