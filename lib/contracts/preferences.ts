import { z } from 'zod';
import { textSchema } from './common';

/** What a person says of themselves and wants. Absent means: as the installation has it. */
export const preferencesSchema = z.object({
  about: textSchema.max(2_000).optional().describe('What models are told about the person'),
  instructions: textSchema.max(2_000).optional().describe('How models should answer'),
  time_zone: z.string().max(100).optional().describe('IANA name; set by the browser'),
  language: z.string().max(35).optional().describe('BCP 47'),
  consent_above_micros: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Ask before anything that costs more; films are always asked for'),
  voice: z.string().max(200).optional().describe('Who reads aloud: `browser`, or a speech model id'),
  automatic_covers: z.boolean().optional(),
  show_backgrounds: z.boolean().optional(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

const fields = preferencesSchema.shape;
/** What is named is changed, the rest stays; null: again as the installation has it. */
export const changePreferencesBodySchema = z
  .object({
    about: fields.about.nullable(),
    instructions: fields.instructions.nullable(),
    time_zone: fields.time_zone
      .refine((zone) => zone === undefined || isTimeZone(zone), 'That is not a time zone.')
      .nullable(),
    language: fields.language
      .refine((tag) => tag === undefined || isLanguage(tag), 'That is not a language.')
      .nullable(),
    consent_above_micros: fields.consent_above_micros.nullable(),
    voice: fields.voice.nullable(),
    automatic_covers: fields.automatic_covers.nullable(),
    show_backgrounds: fields.show_backgrounds.nullable(),
  })
  .partial()
  .refine((body) => Object.keys(body).length > 0, 'Nothing to change.');
export type ChangePreferencesBody = z.infer<typeof changePreferencesBodySchema>;

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** A film or several, one after the other and again, behind a conversation. */
export const backgroundSchema = z.object({
  asset_ids: z.array(z.uuid()).max(10),
  mood: z.string().max(50).nullable(),
  is_on: z.boolean(),
});
export type Background = z.infer<typeof backgroundSchema>;
