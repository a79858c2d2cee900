import { env } from '@/lib/platform/env';

/** Where the local server is, and how to sign in to it. */
export function connection(): {
  baseURL: string;
  apiKey: string | undefined;
  headers: Record<string, string>;
} {
  const { LOCAL_OPENAI_BASE_URL: baseURL = '', LOCAL_OPENAI_API_KEY: apiKey } = env();
  return {
    baseURL: baseURL.replace(/\/$/, ''),
    apiKey,
    headers: apiKey ? { authorization: `Bearer ${apiKey}` } : {},
  };
}
