import { z } from 'zod';
import { idSchema, timestampSchema } from './common';
import { chargeKindSchema } from './ledger';

export const generationOutcomeSchema = z.enum([
  'complete',
  'partial',
  'failed',
  'cancelled',
  'denied',
  'expired',
  'abandoned',
]);
export type GenerationOutcome = z.infer<typeof generationOutcomeSchema>;

/** One thing that a model was asked for, as it was noted when it had ended. */
export const generationSchema = z.object({
  id: idSchema,
  at: timestampSchema.describe('When it had ended'),
  tool: z
    .string()
    .describe('A tool of GET /api/tools, or what else was done: answer, transcription, description, summary'),
  kind: chargeKindSchema,
  model: z.string(),
  outcome: generationOutcomeSchema.describe(
    'partial: it broke off and what is there is kept; abandoned: whoever did it died',
  ),
  cost_micros: z.number().int().describe('Millionths of a US dollar; 0 for what did not come about'),
  is_estimate: z.boolean().describe('By the list price, for the provider did not tell'),
  error: z.string().nullable().describe('Code of what went wrong'),
  conversation_id: idSchema.nullable(),
  parameters: z.record(z.string(), z.unknown()).describe('What was asked for; long texts are cut'),
  person: z
    .object({ id: idSchema, name: z.string() })
    .optional()
    .describe('Whose, for administrators; the name of one who has left is empty'),
});
export type Generation = z.infer<typeof generationSchema>;

export const generationQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  before: idSchema.optional().describe('next_before of the page before'),
});
export type GenerationQuery = z.infer<typeof generationQuerySchema>;

export const generationPageSchema = z.object({
  generations: z.array(generationSchema),
  next_before: idSchema.nullable().describe('Where older ones begin; null when there are none'),
});
export type GenerationPage = z.infer<typeof generationPageSchema>;
