import { z } from 'zod';

/** What models are chosen for. */
export const useSchema = z.enum([
  'chat',
  'image',
  'edit',
  'video',
  'speech',
  'transcription',
  'vision',
  'search',
  'summary',
]);
export type Use = z.infer<typeof useSchema>;
export const USES = useSchema.options;
