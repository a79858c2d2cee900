import { env } from '@/lib/platform/env';

const DEFAULT_BASE_URL = 'https://api.openai.com/v1';

/** What people call it. */
export const name = 'OpenAI';

/** Where OpenAI is, without a trailing slash, and the key for it. */
export function connection(): { apiKey: string; baseURL: string } {
  const { OPENAI_API_KEY: apiKey = '', OPENAI_BASE_URL: baseURL } = env();
  return { apiKey, baseURL: (baseURL ?? DEFAULT_BASE_URL).replace(/\/$/, '') };
}
