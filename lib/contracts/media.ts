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
});

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
  placeholder: z.string().nullable().describe('thumbhash, base64'),
  thumbnail_url: z.string().nullable(),
  source: z.enum(['upload', 'generated']),
  generation: z
    .object({ model: z.string(), tool: z.string().nullish(), prompt: z.string().nullish() })
    .nullable()
    .describe('How it was made, for generated media.'),
  sha256: z.string(),
  variants: z.array(variantSchema),
  created_at: timestampSchema,
});
export type Asset = z.infer<typeof assetSchema>;
