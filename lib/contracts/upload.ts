import { z } from 'zod';
import { idSchema, timestampSchema } from './common';
import { assetSchema } from './media';

/** A file that arrives in pieces (tus): how far it is, and what became of it. */
export const uploadSchema = z.object({
  id: idSchema,
  size_bytes: z.number().int(),
  offset: z.number().int().describe('Bytes that are safely here; where to go on'),
  filename: z.string().nullable(),
  status: z
    .enum(['uploading', 'done', 'refused'])
    .describe('uploading also when all bytes are here and the file has not been judged yet'),
  asset: assetSchema.nullable().describe('When done; null again once it was deleted'),
  error: z.object({ code: z.string(), message: z.string() }).nullable().describe('Why it was refused'),
  expires_at: timestampSchema.describe('When it is dropped if nothing more arrives'),
});
export type UploadProgress = z.infer<typeof uploadSchema>;
