import { z } from 'zod';
import { idSchema, textSchema, timestampSchema } from './common';
import { conversationSchema } from './conversation';
import { MAX_ATTACHMENTS, MAX_CONTENT_LENGTH, MAX_PAGE_SIZE, MAX_TITLE_LENGTH } from './limits';
import { messageSchema } from './message';
import { modelSchema } from './model';
import { backgroundSchema, preferencesSchema } from './preferences';
import { runSchema } from './run';
import { toolCallSchema } from './tool';

const titleSchema = textSchema.trim().min(1).max(MAX_TITLE_LENGTH);

export const createConversationBodySchema = z.object({
  id: idSchema.optional().describe('UUIDv7 made by the client; the same id twice is the same conversation'),
  title: titleSchema.nullish(),
  model: z.string().max(200).nullish(),
});
export type CreateConversationBody = z.infer<typeof createConversationBodySchema>;

export const updateConversationBodySchema = z
  .object({
    title: titleSchema.nullable(),
    model: z.string().max(200).nullable(),
    active_leaf_id: idSchema,
    background: backgroundSchema.nullable(),
  })
  .partial()
  .refine((body) => Object.keys(body).length > 0, 'Nothing to change.');
export type UpdateConversationBody = z.infer<typeof updateConversationBodySchema>;

export const fetchMediaBodySchema = z.object({
  url: z.string().min(1).max(4_000).describe('A public http or https address'),
  conversation_id: idSchema.nullish().describe('Where it will be shown'),
});
export type FetchMediaBody = z.infer<typeof fetchMediaBodySchema>;

export const directUploadBodySchema = z.object({
  size_bytes: z.number().int().min(1).describe('Exactly: nothing longer or shorter is taken'),
  content_type: z
    .string()
    .max(200)
    .regex(/^[\w.+-]+\/[\w.+-]+$/, 'must be a MIME type')
    .default('application/octet-stream'),
  filename: textSchema.max(1_000).nullish(),
  conversation_id: idSchema.nullish().describe('Where it will be shown'),
});
export type DirectUploadBody = z.infer<typeof directUploadBodySchema>;

export const directUploadSchema = z.object({
  id: idSchema,
  method: z.literal('PUT'),
  url: z.string().describe('Of the storage; whoever has it may send this one file'),
  headers: z.record(z.string(), z.string()).describe('To be sent word for word'),
  expires_at: timestampSchema,
});
export type DirectUpload = z.infer<typeof directUploadSchema>;

export const sendMessageBodySchema = z
  .object({
    id: idSchema.describe('UUIDv7 made by the client: the idempotency key'),
    content: textSchema.max(MAX_CONTENT_LENGTH).nullish(),
    attachments: z.array(idSchema).max(MAX_ATTACHMENTS).default([]),
    model: z.string().max(200).optional(),
    parent_id: idSchema.nullish().describe('Answer to this message; absent: the active leaf'),
    silent_delivery: z.boolean().default(false),
    tool: toolCallSchema
      .optional()
      .describe('Runs this tool instead of asking the model; `content` is its prompt where it has one'),
  })
  .refine(
    (body) => Boolean(body.content?.trim()) || body.attachments.length > 0 || body.tool !== undefined,
    'Write something or attach a file.',
  );
export type SendMessageBody = z.infer<typeof sendMessageBodySchema>;

export const sendMessageResultSchema = z.object({
  message: messageSchema,
  agent_message: messageSchema,
  run: runSchema,
});
export type SendMessageResult = z.infer<typeof sendMessageResultSchema>;

export const retryResultSchema = z.object({ agent_message: messageSchema, run: runSchema });
export type RetryResult = z.infer<typeof retryResultSchema>;

export const conversationListSchema = z.object({
  conversations: z.array(conversationSchema),
  next_before: z.string().nullable().describe('Pass as `before` for the next page; null at the end'),
});
export type ConversationList = z.infer<typeof conversationListSchema>;

export const messagePageSchema = z.object({
  messages: z.array(messageSchema).describe('Oldest first; all versions'),
  next_before: z
    .number()
    .int()
    .nullable()
    .describe('Pass as `before` for older messages; null at the beginning'),
  last_event_seq: z.number().int().describe('The page shows the state up to this event'),
});
export type MessagePage = z.infer<typeof messagePageSchema>;

export const modelListSchema = z.object({ models: z.array(modelSchema), default_model: z.string() });
export type ModelList = z.infer<typeof modelListSchema>;

export const apiKeySchema = z.object({
  id: idSchema,
  name: z.string(),
  prefix: z.string(),
  created_at: timestampSchema,
  last_used_at: timestampSchema.nullable(),
});
export type ApiKeyInfo = z.infer<typeof apiKeySchema>;

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email('Enter a valid e-mail address.'));
/** argon2 takes any length; the upper bound keeps hashing cheap to refuse. */
export const passwordSchema = z
  .string()
  .min(8, 'Use at least 8 characters.')
  .max(200, 'Use at most 200 characters.')
  .refine((value) => value.trim().length > 0 && !value.includes('\0'), 'Use at least 8 visible characters.');

export const signUpBodySchema = z.object({
  email: emailSchema,
  password: passwordSchema,
  name: z.string().trim().max(100).nullish(),
});
export type SignUpBody = z.infer<typeof signUpBodySchema>;

/** The signed-in person, as their own browser sees them. */
export const personSchema = z.object({
  id: idSchema,
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(['admin', 'member']),
  has_password: z.boolean(),
  preferences: preferencesSchema,
});
export type Person = z.infer<typeof personSchema>;

/** What a person keeps in files, as their own browser sees it. */
export const storageUsageSchema = z.object({
  used_bytes: z.number().int().describe('Originals and variants; what several assets share counts once'),
  limit_bytes: z.number().int().nullable().describe('null: no limit'),
  files: z.number().int(),
});
export type StorageUsage = z.infer<typeof storageUsageSchema>;

export const idParamsSchema = z.object({ id: idSchema });
const limitSchema = z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).optional();
const numberAfterSchema = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
export const conversationPageQuerySchema = z.object({
  before: z.string().max(100).optional(),
  limit: limitSchema,
});
export const messagePageQuerySchema = z.object({ before: numberAfterSchema.optional(), limit: limitSchema });
export const eventQuerySchema = z.object({ after: numberAfterSchema.default(0) });
export const streamQuerySchema = z.object({
  after: numberAfterSchema.optional().describe('Number of the last chunk you have'),
});
