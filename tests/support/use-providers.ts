import { overrideEnv } from '@/lib/platform/env';
import { startGoogleReplica } from '../fakes/google-replica';
import { startOpenAiReplica } from '../fakes/openai-replica';
import type { Replica } from '../fakes/replica/server';

/** Keys of a shape that no rule for hiding secrets knows: only knowing them helps. */
export const KEYS = {
  openai: 'very-private-openai-key',
  google: 'very-private-google-key',
  local: 'very-private-local-key',
};

export type Providers = { openai: Replica; google: Replica; close(): Promise<void> };

/** Both replicas, configured as this process' providers; the local server is the OpenAI one's other half. */
export async function useProviders(env: Record<string, string> = {}): Promise<Providers> {
  const [openai, google] = await Promise.all([startOpenAiReplica(), startGoogleReplica()]);
  overrideEnv({
    LOG_LEVEL: 'error',
    OPENAI_API_KEY: KEYS.openai,
    OPENAI_BASE_URL: openai.url,
    GOOGLE_GENERATIVE_AI_API_KEY: KEYS.google,
    GOOGLE_GENERATIVE_AI_BASE_URL: google.url,
    LOCAL_OPENAI_BASE_URL: openai.url,
    LOCAL_OPENAI_API_KEY: KEYS.local,
    LOCAL_OPENAI_MODELS: 'llava:13b, qwen3:8b',
    ...env,
  });
  return {
    openai,
    google,
    async close() {
      overrideEnv(undefined);
      await Promise.all([openai.close(), google.close()]);
    },
  };
}
