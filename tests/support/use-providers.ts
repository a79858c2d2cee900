import { overrideEnv } from '@/lib/platform/env';
import { startAnthropicReplica } from '../fakes/anthropic-replica';
import { startBedrockReplica } from '../fakes/bedrock-replica';
import { startDeepgramReplica } from '../fakes/deepgram-replica';
import { startElevenLabsReplica } from '../fakes/elevenlabs-replica';
import { startGoogleReplica } from '../fakes/google-replica';
import { startOpenAiReplica } from '../fakes/openai-replica';
import type { Replica } from '../fakes/replica/server';

/** Keys of a shape that no rule for hiding secrets knows: only knowing them helps. */
export const KEYS = {
  openai: 'very-private-openai-key',
  google: 'very-private-google-key',
  anthropic: 'very-private-anthropic-key',
  deepgram: 'very-private-deepgram-key',
  bedrock: 'very-private-bedrock-key',
  elevenlabs: 'very-private-elevenlabs-key',
  local: 'very-private-local-key',
};

export type ReplicaName = 'openai' | 'google' | 'anthropic' | 'bedrock' | 'deepgram' | 'elevenlabs';
export type Providers = Record<ReplicaName, Replica> & {
  close(): Promise<void>;
};

/** All replicas, configured as this process' providers; the local server is the OpenAI one's other half. */
export async function useProviders(env: Record<string, string> = {}): Promise<Providers> {
  const [openai, google, anthropic, bedrock, deepgram, elevenlabs] = await Promise.all([
    startOpenAiReplica(),
    startGoogleReplica(),
    startAnthropicReplica(),
    startBedrockReplica(),
    startDeepgramReplica(),
    startElevenLabsReplica(),
  ]);
  overrideEnv({
    LOG_LEVEL: 'error',
    OPENAI_API_KEY: KEYS.openai,
    OPENAI_BASE_URL: openai.url,
    GOOGLE_GENERATIVE_AI_API_KEY: KEYS.google,
    GOOGLE_GENERATIVE_AI_BASE_URL: google.url,
    ANTHROPIC_API_KEY: KEYS.anthropic,
    ANTHROPIC_BASE_URL: anthropic.url,
    AWS_BEDROCK_REGION: 'us-east-1',
    AWS_BEARER_TOKEN_BEDROCK: KEYS.bedrock,
    AWS_BEDROCK_BASE_URL: bedrock.url,
    ELEVENLABS_API_KEY: KEYS.elevenlabs,
    ELEVENLABS_BASE_URL: elevenlabs.url,
    DEEPGRAM_API_KEY: KEYS.deepgram,
    DEEPGRAM_BASE_URL: deepgram.url,
    LOCAL_OPENAI_BASE_URL: openai.url,
    LOCAL_OPENAI_API_KEY: KEYS.local,
    LOCAL_OPENAI_MODELS: 'llava:13b, qwen3:8b',
    ...env,
  });
  const replicas = { openai, google, anthropic, bedrock, deepgram, elevenlabs };
  return {
    ...replicas,
    async close() {
      overrideEnv(undefined);
      await Promise.all(Object.values(replicas).map((replica) => replica.close()));
    },
  };
}
