import { z } from 'zod';
import { tierSchema, toolIdSchema } from '@/lib/contracts';
import { USES, useSchema } from './uses';

const dollars = z.number().min(0);
const whole = z.number().int().min(1);
/** Names people type and programs send. */
export const nameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_.-]*$/, 'must be written in small letters, digits, _, . and -');
const modelId = z.string().regex(/^[a-z]+\/\S+$/, 'must be written provider/model');

/** A word for a look or a feeling, and what it adds to a prompt. */
export const modifierSchema = z.strictObject({ name: z.string().min(1), words: z.string().min(1) });
export type Modifier = z.output<typeof modifierSchema>;

export const toolConfigSchema = z.strictObject({
  name: z.string().min(1).describe('For people'),
  description: z.string().min(1).describe('For models: when to call it and what it does'),
  examples: z.array(z.string()).describe('Words by which people ask for it'),
  enabled: z.boolean(),
  channels: z.union([z.literal('all'), z.array(z.string())]).describe('Where it can be asked for'),
  consent: z.enum(['never', 'above_threshold', 'always']).describe('When the person is asked first'),
});
export type ToolConfig = z.output<typeof toolConfigSchema>;

/**
 * A model id, or a tier of some uses: the first model of that tier which is configured. With `model` that one where it is
 * on offer, for whatever it can do.
 */
export const aliasSchema = z.union([
  modelId,
  z.strictObject({ uses: z.array(useSchema).min(1), tier: tierSchema, model: modelId.optional() }),
]);
export type Alias = z.output<typeof aliasSchema>;

const budgetSchema = z.strictObject({
  scope: z.enum(['person', 'everyone']).describe('person: each by himself; everyone: all together'),
  period: z.enum(['day', 'month']),
  limit_usd: dollars,
});

const byUse = <T extends z.ZodType>(schema: T) =>
  z.strictObject(Object.fromEntries(USES.map((use) => [use, schema])) as Record<(typeof USES)[number], T>);

const templates = {
  image: z.string(),
  edit: z.string(),
  video: z.string(),
  cover: z.string(),
  background: z.string(),
  describe: z.string(),
  summarise: z.string(),
};
export type TemplateId = keyof typeof templates;

const tools = Object.fromEntries(toolIdSchema.options.map((id) => [id, toolConfigSchema])) as Record<
  (typeof toolIdSchema.options)[number],
  typeof toolConfigSchema
>;

const engineLimits = {
  language: whole,
  image: whole,
  video: whole,
  speech: whole,
  transcription: whole,
  search: whole,
};

/** Everything that is said of use and price rather than of one model, complete. */
export const configSchema = z.strictObject({
  version: z.literal(1),
  uses: byUse(z.array(modelId)).describe('Models in the order in which they are preferred; others follow'),
  aliases: z.record(nameSchema, aliasSchema),
  templates: z.strictObject(templates),
  styles: z.record(nameSchema, modifierSchema),
  moods: z.record(nameSchema, modifierSchema),
  tools: z.strictObject(tools),
  consent: z.strictObject({ above_usd: dollars, expires_minutes: z.number().positive() }),
  limits: z.strictObject({
    video_concurrency: whole,
    video_per_minute: whole,
    video_timeout_seconds: z.number().positive(),
  }),
  engines: z.strictObject({
    concurrency: z.strictObject(engineLimits).describe('Calls of one provider at a time'),
    queue: z.number().int().min(0).describe('Calls that may wait for their turn'),
  }),
  fallback: z
    .enum(['automatic', 'studio', 'never'])
    .describe('What happens when a model fails: other models, Studio at last; Studio at once; nothing'),
  covers: z.strictObject({ automatic: z.enum(['free', 'always', 'never']) }),
  budgets: z.array(budgetSchema),
});
export type Config = z.output<typeof configSchema>;
