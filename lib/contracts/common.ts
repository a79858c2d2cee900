import { z } from 'zod';

export const idSchema = z.uuid();
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
