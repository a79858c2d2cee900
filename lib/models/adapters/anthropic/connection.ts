import { env } from '@/lib/platform/env';

const DEFAULT_BASE_URL = 'https://api.anthropic.com/v1';

/** What people call it. */
export const name = 'Anthropic';

/** Where Claude is, without a trailing slash, and the key for it. */
export function connection(): { apiKey: string; baseURL: string } {
  const { ANTHROPIC_API_KEY: apiKey = '', ANTHROPIC_BASE_URL: baseURL } = env();
  return { apiKey, baseURL: (baseURL ?? DEFAULT_BASE_URL).replace(/\/$/, '') };
}
