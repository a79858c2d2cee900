import { z } from 'zod';
import { catalogueModelSchema } from '../catalogue';
import { aliasSchema, configSchema, modifierSchema, nameSchema, toolConfigSchema } from './config-schema';

const shape = configSchema.shape;
/** What is shipped is taken away with null. */
const orNull = <T extends z.ZodType>(schema: T) => z.union([schema, z.null()]);

/** A group of which any part may be given. Defaults are left out: what is not given stays as it is. */
function partOf(group: z.ZodObject): z.ZodObject {
  const parts = Object.entries(group.shape).map(([name, field]) => [name, withoutDefault(field).optional()]);
  return z.strictObject(Object.fromEntries(parts));
}

function withoutDefault(field: z.core.$ZodType): z.ZodType {
  if (field instanceof z.ZodDefault || field instanceof z.ZodPrefault) return withoutDefault(field.unwrap());
  return field instanceof z.ZodObject ? partOf(field) : (field as z.ZodType);
}

const { id: _, ...fields } = catalogueModelSchema.shape;
/** Fields in place of those of a known model, or all of a new one; `hide` takes a model away. */
export type ModelOverride = Record<string, unknown> & { hide?: boolean };
const modelSchema = partOf(
  z.strictObject({ ...fields, hide: z.boolean() }),
) as unknown as z.ZodType<ModelOverride>;

const tools = Object.keys(shape.tools.shape).map((id) => [id, partOf(toolConfigSchema).optional()]);

/** What an operator's file may say: any part of the configuration, and something of models. */
export const overrideSchema = z.strictObject({
  version: z.literal(1).optional(),
  uses: partOf(shape.uses).optional(),
  aliases: z.record(nameSchema, orNull(aliasSchema)).optional(),
  templates: partOf(shape.templates).optional(),
  styles: z.record(nameSchema, orNull(partOf(modifierSchema))).optional(),
  moods: z.record(nameSchema, orNull(partOf(modifierSchema))).optional(),
  tools: z.strictObject(Object.fromEntries(tools)).optional(),
  consent: partOf(shape.consent).optional(),
  limits: partOf(shape.limits).optional(),
  engines: partOf(shape.engines).optional(),
  fallback: shape.fallback.optional(),
  covers: partOf(shape.covers).optional(),
  budgets: shape.budgets.optional(),
  models: z
    .record(z.string().regex(/^[a-z]+\/\S+$/, 'must be written provider/model'), modelSchema)
    .optional(),
});
