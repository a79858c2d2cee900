import { z } from 'zod';

/** What a model takes and gives. Declared data, never inferred. */
export const modelSchema = z.object({
  id: z.string().describe('`provider/model`, e.g. `google/gemini-2.5-flash`'),
  provider: z.string(),
  name: z.string(),
  description: z.string(),
  input: z.object({ text: z.boolean(), image: z.boolean() }),
  output: z.object({ text: z.boolean(), image: z.boolean() }),
  is_default: z.boolean(),
  offline: z.boolean().describe('True for the built-in engine, which is not a model.'),
});
export type Model = z.infer<typeof modelSchema>;
