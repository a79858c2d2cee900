import { z } from 'zod';
import { toStorableText } from '@/lib/kernel';

/** Written in one way: ids are compared as texts. */
export const idSchema = z.uuid().toLowerCase();
/** What people write: kept as PostgreSQL can keep it. */
export const textSchema = z.string().overwrite(toStorableText);
/** Dates cross the wire as ISO 8601 in UTC. */
export const timestampSchema = z.iso.datetime({ offset: true });

/** Body of every failed request. */
export const errorBodySchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().describe('One plain sentence: what happened and what to do.'),
    retryable: z.boolean(),
  }),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;
