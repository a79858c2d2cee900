import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { env } from '@/lib/platform/env';
import { vendorModelId } from '../../catalogue';
import type { Provider } from '../../ports';
import { speakText } from '../ai-sdk/speak-text';
import { streamLanguage } from '../ai-sdk/stream-language';
import { transcribeRecording } from '../ai-sdk/transcribe-recording';
import { probeProvider } from '../probe-provider';
import { watchedFetch } from '../watched-fetch';
import { connection } from './connection';
import { declareModel } from './declare-model';
import { discoverModels } from './discover-models';

const name = 'The local model server';

/** Any server that speaks OpenAI's chat completions: Ollama, LM Studio, vLLM, llama.cpp … */
export const local: Provider = {
  id: 'local',
  name,
  offline: false,
  variable: 'LOCAL_OPENAI_BASE_URL',
  isConfigured: () => env().LOCAL_OPENAI_BASE_URL !== undefined,
  listModels: async () => (await discoverModels()) ?? [],
  async findModel(id) {
    const known = await discoverModels();
    // A server that is down is not a model that is unknown: the call itself will say what is wrong.
    return known ? (known.find((model) => model.id === id) ?? null) : declareModel(id.slice('local/'.length));
  },
  language: {
    stream(call) {
      const { baseURL, apiKey } = connection();
      const provider = createOpenAICompatible({
        name: 'local',
        baseURL,
        apiKey,
        includeUsage: true,
        fetch: watchedFetch(call.progress),
      });
      return streamLanguage(provider.chatModel(vendorModelId(call.model)), call, {
        name,
        secrets: apiKey ? [apiKey] : [],
        style: { seesImages: call.model.input.image },
        options: {},
      });
    },
  },
  image: null,
  video: null,
  speech: {
    speak(call) {
      const { baseURL, apiKey = 'none' } = connection();
      const model = createOpenAI({ baseURL, apiKey }).speech(vendorModelId(call.model));
      return speakText(model, call, { name, secrets: [apiKey] });
    },
  },
  search: null,
  transcription: {
    transcribe(call) {
      const { baseURL, apiKey = 'none' } = connection();
      // The compatible provider of the SDK knows no speech; OpenAI's own speaks the same language.
      const model = createOpenAI({ baseURL, apiKey }).transcription(vendorModelId(call.model));
      return transcribeRecording(model, call, { name, secrets: [apiKey] });
    },
  },
  checkHealth(signal) {
    const { baseURL, headers } = connection();
    return probeProvider(`${baseURL}/models`, headers, signal);
  },
};
