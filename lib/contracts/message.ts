import { z } from 'zod';
import { idSchema, timestampSchema } from './common';
import { jobSchema } from './job';
import { assetSchema, mediaKindSchema } from './media';
import { messageStatuses } from './message-status';
import { citationSchema, planSchema, trailStepSchema } from './plan';
import { toolCallSchema } from './tool';

export const messageStatusSchema = z.enum(messageStatuses);

export const senderTypeSchema = z.enum(['user', 'system', 'agent']);

/** What is known about how a message came to be. Unknown keys pass: modules add their own. */
export const messageMetadataSchema = z.looseObject({
  model_used: z.string().optional(),
  reasoning: z.string().optional(),
  usage: z.looseObject({}).optional(),
  notice: z.string().optional().describe('What the answer goes without, in words'),
  tool_call: toolCallSchema
    .optional()
    .describe('Of a person: the tool they called from the composer or by the API'),
  plan: planSchema.optional().describe('How the input was fed to the model'),
  trail: z.array(trailStepSchema).optional().describe('What was tried, in order: what failed and what ran'),
  citations: z.array(citationSchema).optional(),
  cost_micros: z.number().int().optional().describe('Of the words; what jobs cost is with them'),
  context: z
    .object({
      tokens: z.number().int().describe('Estimate of what was sent'),
      limit_tokens: z.number().int().nullable(),
      messages: z.number().int().describe('Sent in full'),
      summarised_messages: z.number().int(),
    })
    .optional(),
  error: z
    .object({ code: z.string(), message: z.string(), retryable: z.boolean() })
    .optional()
    .describe('Why an answer ended as partial or failed.'),
});

/** One shape for every channel and every sender (docs/api.md). */
export const messageSchema = z.object({
  id: idSchema,
  conversation_id: idSchema,
  seq: z.number().int(),
  parent_id: idSchema.nullable(),
  version: z.number().int(),
  sender_type: senderTypeSchema,
  sender_channel: z.string(),
  message_type: z.enum(['text', ...mediaKindSchema.options]),
  content: z.string().nullable(),
  media_url: z.string().nullable(),
  media_urls: z.array(assetSchema),
  jobs: z.array(jobSchema).describe('What was asked to be made in this message, oldest first'),
  metadata: messageMetadataSchema,
  silent_delivery: z.boolean(),
  status: messageStatusSchema,
  run_id: idSchema.nullable(),
  revision: z.number().int().describe('seq of the last event that changed this message'),
  created_at: timestampSchema,
  deleted_at: timestampSchema
    .nullable()
    .describe('Its words and files are gone; it stays because others answer to it'),
});
export type Message = z.infer<typeof messageSchema>;
