import { z } from 'zod';
import { idSchema, timestampSchema } from './common';
import { conversationSchema } from './conversation';
import { messageSchema } from './message';

export const eventTypeSchema = z.enum([
  'conversation.created',
  'conversation.updated',
  'conversation.deleted',
  'message.created',
  'message.started',
  'message.updated',
  'message.completed',
  'message.deleted',
  'branch.selected',
  'asset.ready',
  'asset.failed',
  'asset.transcribed',
  'asset.described',
  'asset.quarantined',
  'asset.expired',
  'job.created',
  'job.progressed',
  'job.decided',
  'job.completed',
  'job.failed',
]);
export type EventType = z.infer<typeof eventTypeSchema>;

/** An entry of a conversation's event log. The payload names what changed; the rows are read fresh. */
export const eventSchema = z.object({
  conversation_id: idSchema,
  seq: z.number().int(),
  type: eventTypeSchema,
  payload: z.looseObject({
    message_id: idSchema.optional(),
    run_id: idSchema.optional(),
    asset_id: idSchema.optional().describe('With message_id: a file of that message changed'),
    job_id: idSchema.optional().describe('With message_id: a job of that message changed'),
  }),
  origin: z.string().nullable(),
  at: timestampSchema,
});
export type ConversationEvent = z.infer<typeof eventSchema>;

/**
 * What a client that is behind receives: the events it missed and today's rows of what they name.
 * Laying the rows over its own by `revision` gives the fresh state.
 */
export const eventPageSchema = z.object({
  events: z.array(eventSchema),
  messages: z.array(messageSchema),
  conversation: conversationSchema,
  has_more: z.boolean(),
});
export type EventPage = z.infer<typeof eventPageSchema>;

/** What goes over Pusher: ids and numbers only, well under its 10 KB limit. */
export const thinEventSchema = z.object({
  conversation_id: idSchema,
  seq: z.number().int(),
  type: eventTypeSchema,
  message_id: idSchema.optional(),
  run_id: idSchema.optional(),
  origin: z.string().nullable(),
});
export type ThinEvent = z.infer<typeof thinEventSchema>;
