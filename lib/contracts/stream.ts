import { z } from 'zod';
import { idSchema } from './common';
import { jobSchema } from './job';
import { assetSchema } from './media';
import { messageMetadataSchema, messageSchema, messageStatusSchema } from './message';
import { citationSchema, planSchema } from './plan';
import { runSchema } from './run';

/**
 * The chunks of an answer on the wire: the AI SDK's UI-message stream, version 1. Types outside that
 * protocol travel as `data-*`. The SSE `id` of a chunk is its number in the run's log.
 */
export const streamChunkSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    messageId: idSchema,
    messageMetadata: z.object({ run_id: idSchema, model_used: z.string() }),
  }),
  z.object({ type: z.literal('start-step') }),
  z.object({ type: z.literal('reasoning-start'), id: z.string() }),
  z.object({ type: z.literal('reasoning-delta'), id: z.string(), delta: z.string() }),
  z.object({ type: z.literal('reasoning-end'), id: z.string() }),
  z.object({ type: z.literal('text-start'), id: z.string() }),
  z.object({ type: z.literal('text-delta'), id: z.string(), delta: z.string() }),
  z.object({ type: z.literal('text-end'), id: z.string() }),
  z.object({ type: z.literal('file'), url: z.string(), mediaType: z.string() }),
  /** Our own record of the file just before it: sizes, placeholder, thumbnail. */
  z.object({ type: z.literal('data-asset'), id: idSchema, data: assetSchema }),
  /** A job of this answer as it is now; the same id again replaces it. */
  z.object({ type: z.literal('data-job'), id: idSchema, data: jobSchema }),
  /** How the input is fed to the model; sent once, before the answer. */
  z.object({ type: z.literal('data-plan'), data: planSchema }),
  /** The sources known so far, numbered; each time all of them. */
  z.object({ type: z.literal('data-citations'), data: z.array(citationSchema) }),
  /** A step in words: "Drawing the picture". */
  z.object({
    type: z.literal('data-status'),
    data: z.object({ label: z.string() }),
    transient: z.literal(true),
  }),
  z.object({ type: z.literal('error'), errorText: z.string() }),
  z.object({ type: z.literal('abort') }),
  z.object({ type: z.literal('finish-step') }),
  z.object({
    type: z.literal('finish'),
    messageMetadata: z.object({ status: messageStatusSchema }).and(messageMetadataSchema),
  }),
]);
export type StreamChunk = z.infer<typeof streamChunkSchema>;

/**
 * First chunk of the answer to `POST …/messages` with `Accept: text/event-stream`, before the run's
 * numbered log: what was written. It has no SSE id.
 */
export const sentChunkSchema = z.object({
  type: z.literal('data-sent'),
  data: z.object({ message: messageSchema, agent_message: messageSchema, run: runSchema }),
  transient: z.literal(true),
});
export type SentChunk = z.infer<typeof sentChunkSchema>;

export const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-vercel-ai-ui-message-stream': 'v1',
  'x-accel-buffering': 'no',
  // Compression would hold back small chunks.
  'content-encoding': 'none',
} as const;
