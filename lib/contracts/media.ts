import { z } from 'zod';
import { idSchema, timestampSchema } from './common';

export const mediaKindSchema = z.enum(['image', 'video', 'audio', 'file']);
export type MediaKind = z.infer<typeof mediaKindSchema>;

export const assetStatusSchema = z.enum([
  'uploading',
  'processing',
  'ready',
  'quarantined',
  'failed',
  'expired',
]);
export type AssetStatus = z.infer<typeof assetStatusSchema>;

/** A rendition, served at `/media/{id}/{name}`. */
export const variantSchema = z.object({
  name: z.string(),
  url: z.string(),
  content_type: z.string(),
  size_bytes: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  at_ms: z.number().int().nullable().describe('For a picture of a moment: where in the film'),
});
export type Variant = z.infer<typeof variantSchema>;

/** What was said in a recording or a video. */
export const transcriptSchema = z.object({
  text: z.string(),
  language: z.string().nullable().describe('BCP 47, when it is known'),
  segments: z
    .array(z.object({ start_ms: z.number().int(), end_ms: z.number().int(), text: z.string() }))
    .describe('In order; empty when nothing is known about times'),
});
export type Transcript = z.infer<typeof transcriptSchema>;

/** A media asset as people and programs see it, alone or in a message's `media_urls`. */
export const assetSchema = z.object({
  id: idSchema,
  url: z.string().describe('Stable for ever, on our own origin: `/media/{id}`. Authorised on each read.'),
  type: mediaKindSchema,
  format: z.string(),
  content_type: z.string(),
  size_bytes: z.number().int(),
  filename: z.string().nullable(),
  status: assetStatusSchema,
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  duration_ms: z.number().int().nullable(),
  codec: z
    .string()
    .nullable()
    .describe('Of the pictures of a video, of the sound of a recording: h264, opus …'),
  page_count: z.number().int().nullable(),
  placeholder: z.string().nullable().describe('thumbhash, base64'),
  waveform: z
    .string()
    .nullable()
    .describe(
      'Loudness over time, base64: one byte a bar, 255 the loudest; the bars share the duration equally',
    ),
  transcript: transcriptSchema.nullable(),
  transcription: z
    .object({ status: z.enum(['waiting', 'failed']), message: z.string().nullable() })
    .nullable()
    .describe(
      'While there is no transcript: one is being written, or why that failed. Null: none is to be made',
    ),
  description: z.string().nullable().describe('What a model saw in it'),
  thumbnail_url: z.string().nullable(),
  source: z.enum(['upload', 'generated']),
  generation: z
    .object({
      model: z.string(),
      model_name: z.string().nullish().describe('What people call it'),
      tool: z.string().nullish(),
      prompt: z.string().nullish(),
      parameters: z.record(z.string(), z.unknown()).nullish(),
      cost_micros: z.number().int().nullish(),
    })
    .nullable()
    .describe('How it was made, for generated media.'),
  derived_from: idSchema
    .nullable()
    .describe('The asset it was made from: an edited picture, an animated one'),
  version: z.number().int().describe('How many steps from the first of its line, beginning at 1'),
  scan: z
    .enum(['unscanned', 'pending', 'clean', 'infected'])
    .describe('unscanned: no scanner is set up; pending: held back until it has been scanned'),
  stage: z.string().nullable().describe('While it is being prepared: what is done now, in words'),
  progress: z.number().min(0).max(1).nullable().describe('While it is being prepared: how far that is'),
  error: z
    .object({ code: z.string(), message: z.string(), retryable: z.boolean() })
    .nullable()
    .describe('Why it could not be prepared or may not be shown'),
  preview_note: z
    .string()
    .nullable()
    .describe('What could not be made of it here, in words; the asset itself is fine'),
  sha256: z.string(),
  variants: z.array(variantSchema),
  created_at: timestampSchema,
});
export type Asset = z.infer<typeof assetSchema>;
