import { z } from 'zod';
import { idSchema, timestampSchema } from './common';
import { messageStatusSchema } from './message';

/** One generation of one agent message. */
export const runSchema = z.object({
  id: idSchema,
  conversation_id: idSchema,
  message_id: idSchema,
  model: z.string(),
  status: messageStatusSchema,
  error: z.object({ code: z.string(), message: z.string(), retryable: z.boolean() }).nullable(),
  started_at: timestampSchema,
  finished_at: timestampSchema.nullable(),
});
export type Run = z.infer<typeof runSchema>;
