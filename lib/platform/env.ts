import { createPrivateKey } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '@/lib/kernel';
import { mediaBase } from './media-base';

/** An absent variable and an empty one mean the same: `.env` files are full of `NAME=`. */
const blankAsAbsent = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankAsAbsent, schema.optional());
const withDefault = <T extends z.ZodType>(schema: T, value: z.input<T>) =>
  z.preprocess((given) => blankAsAbsent(given) ?? value, schema);

const port = z.coerce
  .number('must be a port number')
  .int()
  .min(1, 'must be 1 to 65535')
  .max(65_535, 'must be 1 to 65535');
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });
const flag = z
  .enum(['true', 'false', '1', '0'], 'must be true or false')
  .transform((value) => value === 'true' || value === '1');
const seconds = z.coerce.number('must be a number of seconds').positive('must be more than 0');
const megabytes = z.coerce.number('must be a number of megabytes').positive('must be more than 0');

// Bucket, region and domain end up in the policy of pages, so nothing but what names are made of.
const bucketName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    'must be the name of a bucket: small letters, digits, - and .',
  );
const regionName = z.string().regex(/^[a-z0-9-]+$/, 'must be the name of a region, such as eu-central-1');
const hostName = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'must be a host name alone, such as d111111abcdef8.cloudfront.net')
  .toLowerCase();
const rsaKey = z
  .string()
  // On one line, as some hosts want variables, its line breaks are written as \n.
  .transform((pem) => pem.replaceAll('\\n', '\n'))
  .refine(isRsaKey, 'must be an RSA private key in PEM format');

const envSchema = z.object({
  NODE_ENV: withDefault(z.enum(['development', 'production', 'test']), 'production'),
  PORT: withDefault(port, 3000),
  HOST: withDefault(z.string(), '127.0.0.1'),
  APP_URL: optional(httpUrl),
  DATA_DIR: withDefault(z.string(), '.data'),
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' })),
  NEXTAUTH_SECRET: optional(z.string().min(16, 'must have at least 16 characters')),
  SIGN_UP: withDefault(z.enum(['open', 'closed'], 'must be open or closed'), 'open'),
  GOOGLE_CLIENT_ID: optional(z.string()),
  GOOGLE_CLIENT_SECRET: optional(z.string()),
  GITHUB_ID: optional(z.string()),
  GITHUB_SECRET: optional(z.string()),
  OPENAI_API_KEY: optional(z.string()),
  OPENAI_BASE_URL: optional(httpUrl),
  GOOGLE_GENERATIVE_AI_API_KEY: optional(z.string()),
  GOOGLE_GENERATIVE_AI_BASE_URL: optional(httpUrl),
  ANTHROPIC_API_KEY: optional(z.string()),
  ANTHROPIC_BASE_URL: optional(httpUrl),
  DEEPGRAM_API_KEY: optional(z.string()),
  DEEPGRAM_BASE_URL: optional(httpUrl),
  ELEVENLABS_API_KEY: optional(z.string()),
  ELEVENLABS_BASE_URL: optional(httpUrl),
  AWS_BEDROCK_REGION: optional(regionName),
  AWS_BEARER_TOKEN_BEDROCK: optional(z.string()),
  AWS_ACCESS_KEY_ID: optional(z.string()),
  AWS_SECRET_ACCESS_KEY: optional(z.string()),
  AWS_SESSION_TOKEN: optional(z.string()),
  AWS_BEDROCK_BASE_URL: optional(httpUrl),
  ESPEAK_PATH: optional(z.string()),
  LOCAL_OPENAI_BASE_URL: optional(httpUrl),
  LOCAL_OPENAI_API_KEY: optional(z.string()),
  LOCAL_OPENAI_MODELS: optional(z.string()),
  DEFAULT_MODEL: optional(z.string()),
  TRANSCRIPTION_MODEL: optional(z.string()),
  STRAND_CONFIG: optional(z.string()),
  PROVIDER_HEADERS_TIMEOUT_MS: withDefault(z.coerce.number().int().positive(), 30_000),
  PROVIDER_FIRST_CHUNK_TIMEOUT_MS: withDefault(z.coerce.number().int().positive(), 60_000),
  PROVIDER_CHUNK_TIMEOUT_MS: withDefault(z.coerce.number().int().positive(), 60_000),
  PROVIDER_TOTAL_TIMEOUT_MS: withDefault(z.coerce.number().int().positive(), 600_000),
  PUSHER_APP_ID: optional(z.string()),
  PUSHER_KEY: optional(z.string()),
  PUSHER_SECRET: optional(z.string()),
  PUSHER_CLUSTER: optional(z.string()),
  PUSHER_HOST: optional(z.string()),
  /** Set by the start script for the embedded realtime server. */
  EMBEDDED_PUSHER_APP_ID: optional(z.string()),
  EMBEDDED_PUSHER_KEY: optional(z.string()),
  EMBEDDED_PUSHER_SECRET: optional(z.string()),
  REALTIME_PORT: optional(port),
  UPSTASH_REDIS_REST_URL: optional(httpUrl),
  UPSTASH_REDIS_REST_TOKEN: optional(z.string()),
  BLOB_DRIVER: withDefault(z.enum(['local', 's3', 'vercel'], 'must be local, s3 or vercel'), 'local'),
  S3_BUCKET: optional(bucketName),
  S3_REGION: optional(regionName),
  S3_ENDPOINT: optional(httpUrl),
  S3_FORCE_PATH_STYLE: withDefault(flag, 'false'),
  S3_ACCESS_KEY_ID: optional(z.string()),
  S3_SECRET_ACCESS_KEY: optional(z.string()),
  CLOUDFRONT_DOMAIN: optional(hostName),
  CLOUDFRONT_KEY_PAIR_ID: optional(z.string().regex(/^[A-Z0-9]+$/, 'must be the id of a public key')),
  CLOUDFRONT_PRIVATE_KEY: optional(rsaKey),
  BLOB_READ_WRITE_TOKEN: optional(
    z.string().startsWith('vercel_blob_rw_', 'must be a read-write token, which begins with vercel_blob_rw_'),
  ),
  MEDIA_DELIVERY: withDefault(z.enum(['stream', 'redirect'], 'must be stream or redirect'), 'stream'),
  MEDIA_LIFECYCLE_DAYS: withDefault(
    z.coerce.number('must be a number of days').int('must be whole days').min(0, 'must be 0 or more'),
    90,
  ),
  MEDIA_MAX_SIZE_MB: withDefault(megabytes, 100),
  MEDIA_MAX_IMAGE_MB: withDefault(megabytes, 20),
  MEDIA_MAX_AUDIO_MB: withDefault(megabytes, 25),
  MEDIA_MAX_VIDEO_MB: withDefault(megabytes, 100),
  MEDIA_MAX_AUDIO_SECONDS: withDefault(seconds, 300),
  MEDIA_MAX_VIDEO_SECONDS: withDefault(seconds, 120),
  CLAMD_HOST: optional(z.string()),
  CLAMD_PORT: withDefault(port, 3310),
  CLAMD_SOCKET: optional(z.string().startsWith('/', 'must be the whole path of a socket')),
  CLAMD_WHEN_DOWN: withDefault(z.enum(['hold', 'refuse'], 'must be hold or refuse'), 'hold'),
  MEDIA_QUOTA_MB: withDefault(
    z.coerce.number('must be a number of megabytes').min(0, 'must be 0 or more'),
    5000,
  ),
  ENABLE_MEDIA_RESPONSES: withDefault(flag, 'true'),
  FFMPEG_PATH: optional(z.string()),
  LOG_LEVEL: withDefault(
    z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error'),
    'info',
  ),
  TRUST_PROXY: withDefault(flag, 'false'),
});

export type Env = z.output<typeof envSchema>;

/** Variables that mean something only together. */
const groups: (keyof Env)[][] = [
  ['PUSHER_APP_ID', 'PUSHER_KEY', 'PUSHER_SECRET'],
  ['UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN'],
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['GITHUB_ID', 'GITHUB_SECRET'],
  ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
  ['CLOUDFRONT_DOMAIN', 'CLOUDFRONT_KEY_PAIR_ID', 'CLOUDFRONT_PRIVATE_KEY'],
];

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

function refuse(name: string, why: string): never {
  throw new AppError({
    code: 'config.invalid',
    kind: 'invalid',
    publicMessage: `${name} ${why}.`,
  });
}

/**
 * Reads the configuration from a bag of variables. Throws an AppError `config.invalid` whose sentence names
 * the variable and the reason, never its value: it may be a secret.
 */
export function loadEnv(source: Record<string, string | undefined>): Env {
  const result = envSchema.safeParse(source);
  if (!result.success) {
    const issue = result.error.issues[0];
    refuse(
      String(issue?.path[0] ?? 'The configuration'),
      issue?.message.replace(/\.$/, '') ?? 'is not valid',
    );
  }
  const env = result.data;
  for (const names of groups) {
    const missing = names.filter((name) => env[name] === undefined);
    const present = names.find((name) => env[name] !== undefined);
    if (present && missing[0]) refuse(missing[0], `is missing: it is needed because ${present} is set`);
  }
  if (env.PUSHER_APP_ID && !env.PUSHER_CLUSTER && !env.PUSHER_HOST) {
    refuse('PUSHER_CLUSTER', 'is missing: hosted Pusher needs it, or PUSHER_HOST for a server of your own');
  }
  checkStorage(env);
  return env;
}

function checkStorage(env: Env): void {
  if (env.BLOB_DRIVER === 'vercel' && !env.BLOB_READ_WRITE_TOKEN)
    refuse('BLOB_READ_WRITE_TOKEN', 'is missing: it is needed because BLOB_DRIVER is vercel');
  if (env.BLOB_DRIVER !== 's3') return;
  if (!env.S3_BUCKET) refuse('S3_BUCKET', 'is missing: it is needed because BLOB_DRIVER is s3');
  if (!env.S3_REGION && !env.S3_ENDPOINT)
    refuse(
      'S3_REGION',
      'is missing: BLOB_DRIVER is s3, which needs it, or S3_ENDPOINT for a store of your own',
    );
  const base = mediaBase(env);
  if (!base || !env.APP_URL) return;
  const [app, { origin }] = [new URL(env.APP_URL), new URL(base)];
  if (origin === app.origin)
    refuse(
      'APP_URL',
      'is also where files would come from: with MEDIA_DELIVERY=redirect they need another host',
    );
  if (app.protocol === 'https:' && origin.startsWith('http:'))
    refuse('S3_ENDPOINT', 'must be https: with MEDIA_DELIVERY=redirect, pages over https load nothing else');
}

let current: Env | undefined;

/** The configuration of this process, read once. */
export function env(): Env {
  current ??= loadEnv(process.env);
  return current;
}

/** Where the app is reached, without a trailing slash. */
export function appUrl(): string {
  return (env().APP_URL ?? `http://localhost:${env().PORT}`).replace(/\/$/, '');
}

/** The folders in which programs are looked for, in order. */
export function programFolders(): string[] {
  return (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
}

/** Puts other values in place until called with `undefined`; for tests. */
export function overrideEnv(values: Record<string, string | undefined> | undefined): void {
  current = values ? loadEnv({ ...process.env, ...values }) : undefined;
}
