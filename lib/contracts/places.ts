import { z } from 'zod';
import { idSchema, textSchema } from './common';
import { conversationSchema } from './conversation';
import { jobSchema } from './job';
import { assetSchema } from './media';

const styleSchema = z
  .string()
  .max(50)
  .describe('A style of the catalogue: minimal, abstract, nature, cosmic');
const moodSchema = z
  .string()
  .max(50)
  .describe('A mood of the catalogue: calm, energetic, mysterious, focused');
const promptSchema = textSchema.trim().min(1).max(2_000);

/** An existing picture, or what to draw; nothing at all: what the conversation is about. */
export const coverBodySchema = z
  .object({
    asset_id: idSchema.describe('A picture of yours'),
    prompt: promptSchema.describe('What the cover shows'),
    style: styleSchema,
    mood: moodSchema,
  })
  .partial()
  .refine(
    ({ asset_id, ...drawn }) => asset_id === undefined || Object.keys(drawn).length === 0,
    'Choose a picture or say what to draw, not both.',
  );
export type CoverBody = z.infer<typeof coverBodySchema>;

export const coverResultSchema = z.object({
  conversation: conversationSchema,
  job: jobSchema.nullable().describe('That draws it; null when a picture was chosen'),
});
export type CoverResult = z.infer<typeof coverResultSchema>;

export const makeBackgroundBodySchema = z.object({
  mood: moodSchema.optional(),
  prompt: promptSchema.optional().describe('What it shows; absent: a scene that suits the mood'),
  image: idSchema.optional().describe('A picture of yours that it begins with'),
});
export type MakeBackgroundBody = z.infer<typeof makeBackgroundBodySchema>;

export const speechBodySchema = z.object({
  voice: z.string().max(200).optional().describe('A speech model; absent: the one of your preferences'),
});
export type SpeechBody = z.infer<typeof speechBodySchema>;

export const speechSchema = z.object({
  job: jobSchema,
  asset: assetSchema.nullable().describe('What is heard, once the job is complete'),
  is_cut: z.boolean().describe('The message is longer than what is read'),
});
export type Speech = z.infer<typeof speechSchema>;
