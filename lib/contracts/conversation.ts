import { z } from 'zod';
import { idSchema, timestampSchema } from './common';
import { backgroundSchema } from './preferences';

export const conversationSchema = z.object({
  id: idSchema,
  title: z.string().nullable(),
  is_home: z.boolean(),
  model: z.string().nullable().describe('Chosen model id; null means the default of this installation.'),
  active_leaf_id: idSchema.nullable(),
  cover_url: z.string().nullable().describe('A small picture that stands for it'),
  background: backgroundSchema.nullable(),
  last_seq: z.number().int().describe('seq of the newest message'),
  last_event_seq: z.number().int().describe('seq of the newest event: the point a client is synchronised to'),
  created_at: timestampSchema,
  updated_at: timestampSchema,
});
export type Conversation = z.infer<typeof conversationSchema>;
