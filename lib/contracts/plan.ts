import { z } from 'zod';
import { idSchema } from './common';
import { MAX_ATTACHMENTS } from './limits';
import { toolCallSchema } from './tool';

/** How one thing that comes in or is wanted will be handled. */
export const planStepSchema = z.object({
  asset_id: idSchema.nullable(),
  kind: z.enum(['text', 'image', 'audio', 'video', 'document', 'file']),
  direction: z.enum(['in', 'out']),
  way: z
    .enum(['native', 'converted', 'reduced', 'impossible'])
    .describe(
      'native: given as it is; converted: turned into something the model takes; reduced: resized or trimmed; impossible',
    ),
  via: z.string().nullable().describe('Who converts or makes it: a model id'),
  via_name: z.string().nullable(),
  reason: z.string().describe('One sentence for the person'),
});
export type PlanStep = z.infer<typeof planStepSchema>;

/** What will happen to a message before anything is sent, and what did happen, saved with its answer. */
export const planSchema = z.object({
  model: z.string(),
  model_name: z.string(),
  steps: z.array(planStepSchema),
});
export type Plan = z.infer<typeof planSchema>;

export const planBodySchema = z.object({
  model: z.string().max(200).nullish().describe('Absent: the default of this installation'),
  attachments: z.array(idSchema).max(MAX_ATTACHMENTS).default([]),
  tool: toolCallSchema.nullish(),
});
export type PlanBody = z.infer<typeof planBodySchema>;

/** One attempt at something, in order: what failed and what ran. */
export const trailStepSchema = z.object({
  task: z.enum(['answer', 'describe', 'transcribe', 'image', 'video', 'speech', 'search', 'file', 'summary']),
  model: z.string(),
  model_name: z.string(),
  outcome: z.enum(['done', 'failed', 'skipped']),
  code: z.string().nullish().describe('Of what failed: models.unavailable …'),
  message: z.string().nullish().describe('The same in one plain sentence'),
  asset_id: idSchema.nullish(),
});
export type TrailStep = z.infer<typeof trailStepSchema>;

/** A source of an answer, numbered as in its text: `[1]`. */
export const citationSchema = z.object({
  number: z.number().int().min(1),
  url: z.string(),
  title: z.string(),
  site: z.string(),
});
export type Citation = z.infer<typeof citationSchema>;
