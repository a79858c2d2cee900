import { env } from '@/lib/platform/env';

const DEFAULT_BASE_URL = 'https://generativelanguage.googleapis.com/v1beta';

/** What people call it. */
export const name = 'Google';

/** Where Gemini is, without a trailing slash, and the key for it. */
export function connection(): { apiKey: string; baseURL: string } {
  const { GOOGLE_GENERATIVE_AI_API_KEY: apiKey = '', GOOGLE_GENERATIVE_AI_BASE_URL: baseURL } = env();
  return { apiKey, baseURL: (baseURL ?? DEFAULT_BASE_URL).replace(/\/$/, '') };
}
