import { z } from 'zod';
import { idSchema, timestampSchema } from './common';

/** What is charged for. */
export const chargeKindSchema = z.enum(['text', 'image', 'video', 'speech', 'transcription', 'search']);
export type ChargeKind = z.infer<typeof chargeKindSchema>;

const microsSchema = z.number().int().describe('Millionths of a US dollar');

const sumSchema = z.object({ calls: z.number().int(), cost_micros: microsSchema });

export const usageSchema = z.object({
  from: timestampSchema,
  to: timestampSchema,
  total: sumSchema,
  by_kind: z.array(sumSchema.extend({ kind: chargeKindSchema })),
  by_model: z.array(sumSchema.extend({ model: z.string(), kind: chargeKindSchema })),
  by_day: z.array(
    z.object({
      day: z.string().describe('YYYY-MM-DD, UTC'),
      kind: chargeKindSchema,
      cost_micros: microsSchema,
      calls: z.number().int(),
    }),
  ),
  by_person: z
    .array(sumSchema.extend({ owner_id: idSchema, name: z.string() }))
    .optional()
    .describe('For administrators, who see everyone together'),
  reserved_micros: microsSchema.describe('Held for what is being done now'),
  budgets: z.array(
    z.object({
      scope: z.enum(['everyone', 'person']),
      period: z.enum(['day', 'month']),
      limit_micros: microsSchema,
      spent_micros: microsSchema.describe('Settled and reserved in this period'),
    }),
  ),
});
export type Usage = z.infer<typeof usageSchema>;

export const usageQuerySchema = z.object({
  days: z.coerce.number().int().min(1).max(366).default(30),
});

export const budgetSchema = z.object({
  scope: z.enum(['everyone', 'person']).describe('everyone: all people together'),
  owner_id: idSchema.nullable().describe('With scope person: whose; null for each who has none of their own'),
  period: z.enum(['day', 'month']).describe('Of the UTC calendar'),
  limit_micros: microsSchema.min(0),
});
export type Budget = z.infer<typeof budgetSchema>;
export const budgetListSchema = z.object({ budgets: z.array(budgetSchema).max(10_000) });
export type BudgetList = z.infer<typeof budgetListSchema>;

/** The budgets that are set, and those that hold where none is set. */
export const budgetsSchema = budgetListSchema.extend({
  defaults: z
    .array(budgetSchema.omit({ owner_id: true }))
    .describe('Of the configuration file; a budget set for the same scope and period goes before it'),
});
export type Budgets = z.infer<typeof budgetsSchema>;
