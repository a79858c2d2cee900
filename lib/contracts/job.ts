import { z } from 'zod';
import { idSchema, timestampSchema } from './common';
import { citationSchema, trailStepSchema } from './plan';
import { toolIdSchema } from './tool';

export const jobStatusSchema = z.enum([
  'awaiting_consent',
  'queued',
  'running',
  'complete',
  'failed',
  'cancelled',
  'denied',
  'expired',
]);
export type JobStatus = z.infer<typeof jobStatusSchema>;

/** Work that makes something, as its owner sees it. Amounts are in millionths of a US dollar. */
export const jobSchema = z.object({
  id: idSchema,
  conversation_id: idSchema,
  message_id: idSchema.nullable().describe('The answer that shows it'),
  purpose: z.enum(['message', 'cover', 'background', 'speech']),
  tool: toolIdSchema,
  title: z.string(),
  parameters: z.record(z.string(), z.unknown()).describe('Exactly what is run, once approved'),
  source_ids: z.array(idSchema).describe('Assets it works on'),
  model: z.string().nullable(),
  model_name: z.string().nullable(),
  status: jobStatusSchema,
  quote_micros: z.number().int().nullable().describe('What it will cost, before it runs'),
  cost_micros: z.number().int().nullable().describe('What it did cost'),
  consent: z
    .object({
      expires_at: timestampSchema,
      decided_at: timestampSchema.nullable(),
      decision: z.enum(['approved', 'denied', 'expired']).nullable(),
    })
    .nullable()
    .describe('Null: nobody had to be asked'),
  stage: z.string().nullable().describe('What is done now, in words'),
  progress: z.number().min(0).max(1).nullable(),
  asset_ids: z.array(idSchema).describe('What it made; shown in the message'),
  citations: z.array(citationSchema),
  error: z.object({ code: z.string(), message: z.string(), retryable: z.boolean() }).nullable(),
  trail: z.array(trailStepSchema),
  created_at: timestampSchema,
  started_at: timestampSchema.nullable(),
  finished_at: timestampSchema.nullable(),
});
export type Job = z.infer<typeof jobSchema>;

export const jobListSchema = z.object({ jobs: z.array(jobSchema) });
export const jobQuerySchema = z.object({
  conversation_id: idSchema.optional(),
  open: z.enum(['true', 'false']).optional().describe('true: only what waits or runs'),
});
