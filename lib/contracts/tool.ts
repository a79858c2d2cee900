import { z } from 'zod';
import { idSchema, textSchema } from './common';

/** What can be made on request, by a model in the conversation, by a person from the composer, or by a program. */
export const toolIdSchema = z.enum([
  'generate_image',
  'edit_image',
  'generate_video',
  'speak',
  'make_file',
  'search_web',
]);
export type ToolId = z.infer<typeof toolIdSchema>;

const promptSchema = textSchema.trim().min(1).max(8_000);
/** How much time and money a result may take. */
export const tierSchema = z.enum(['fast', 'balanced', 'quality']);
export type Tier = z.infer<typeof tierSchema>;

/** Id, alias or tier of what should make it; absent: the default of this installation. */
const makerSchema = z.string().max(200).describe('Model id, alias, or tier: fast, balanced, quality');
const aspectRatioSchema = z.enum(['1:1', '4:3', '3:4', '16:9', '9:16']);
const styleSchema = z
  .string()
  .max(50)
  .describe('A style of the catalogue: minimal, abstract, nature, cosmic');
const moodSchema = z
  .string()
  .max(50)
  .describe('A mood of the catalogue: calm, energetic, mysterious, focused');

/** The parameters of each tool. Models fill them in, so each says in words what it is for. */
export const toolParametersSchemas = {
  generate_image: z.object({
    prompt: promptSchema.describe('What the picture shows, in full: whoever draws it sees nothing else'),
    aspect_ratio: aspectRatioSchema.optional(),
    style: styleSchema.optional(),
    mood: moodSchema.optional(),
    model: makerSchema.optional(),
    count: z.number().int().min(1).max(4).optional(),
  }),
  edit_image: z.object({
    prompt: promptSchema.describe('What to change, and what to keep'),
    images: z
      .array(idSchema)
      .max(4)
      .optional()
      .describe('Ids of the pictures to work on; absent: the one the person points at, else the newest'),
    aspect_ratio: aspectRatioSchema.optional(),
    style: styleSchema.optional(),
    mood: moodSchema.optional(),
    model: makerSchema.optional(),
  }),
  generate_video: z.object({
    prompt: promptSchema.describe('What happens in the film: subject, movement, camera'),
    image: idSchema
      .optional()
      .describe('Id of the picture it begins with; absent: the one pointed at or spoken of, if any'),
    animate: z.boolean().optional().describe('True to begin with the newest picture of the conversation'),
    aspect_ratio: z.enum(['16:9', '9:16']).optional(),
    duration_seconds: z.number().int().min(1).max(8).optional(),
    style: styleSchema.optional(),
    mood: moodSchema.optional(),
    model: makerSchema.optional(),
  }),
  speak: z.object({
    text: textSchema.trim().min(1).max(4_000).describe('The words to be spoken'),
    voice: z.string().max(100).optional(),
    model: makerSchema.optional(),
  }),
  make_file: z.object({
    format: z.enum(['pdf', 'csv', 'markdown']),
    title: textSchema.trim().min(1).max(200).describe('Title, and name of the file'),
    content: textSchema
      .min(1)
      .max(200_000)
      .describe(
        'For pdf and markdown: Markdown. For csv: the rows as CSV, the first with the names of the columns',
      ),
  }),
  search_web: z.object({
    query: textSchema.trim().min(1).max(500).describe('What to look for'),
    model: makerSchema.optional(),
  }),
} as const;
export type ToolParameters<T extends ToolId = ToolId> = z.infer<(typeof toolParametersSchemas)[T]>;

/** A tool called by a person or a program: the id, and parameters that are checked against that tool's schema. */
export const toolCallSchema = z.object({
  id: toolIdSchema,
  parameters: z.record(z.string(), z.unknown()).default({}),
});
export type ToolCall = z.infer<typeof toolCallSchema>;

/** A tool as this installation offers it. */
export const toolSchema = z.object({
  id: toolIdSchema,
  name: z.string(),
  description: z.string(),
  /** Words by which people ask for it. */
  examples: z.array(z.string()),
  available: z.boolean(),
  reason: z.string().nullable().describe('Why it is not available, and what to do'),
  models: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        tier: tierSchema.nullable(),
        offline: z.boolean(),
        quote_micros: z.number().int().nullable().describe('What one call costs, by list price'),
      }),
    )
    .describe('What can do it here, the default first'),
  consent: z.enum(['never', 'above_threshold', 'always']),
});
export type Tool = z.infer<typeof toolSchema>;

export const toolListSchema = z.object({
  tools: z.array(toolSchema),
  styles: z.array(z.object({ id: z.string(), name: z.string() })),
  moods: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type ToolList = z.infer<typeof toolListSchema>;
