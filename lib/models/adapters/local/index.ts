import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { env } from '@/lib/platform/env';
import { vendorModelId } from '../../catalogue';
import type { AspectRatio, CatalogueModel, Provider } from '../../ports';
import { drawPicture } from '../ai-sdk/draw-picture';
import { makeImages } from '../ai-sdk/make-images';
import { speakText } from '../ai-sdk/speak-text';
import { streamLanguage } from '../ai-sdk/stream-language';
import { transcribeRecording } from '../ai-sdk/transcribe-recording';
import { probeProvider } from '../probe-provider';
import { watchedFetch } from '../watched-fetch';
import { connection } from './connection';
import { declareModel } from './declare-model';
import { discoverModels } from './discover-models';

const name = 'The local model server';

/** What most models of pictures that one can run at home are made for. */
const sizes = {
  '1:1': '1024x1024',
  '4:3': '1152x864',
  '3:4': '864x1152',
  '16:9': '1344x768',
  '9:16': '768x1344',
} as const satisfies Record<AspectRatio, string>;

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
      const secrets = apiKey ? [apiKey] : [];
      if (call.model.via === 'image') {
        const painter = imageModel(call.model, watchedFetch(call.progress));
        return drawPicture(painter, call, { name, secrets, readRevisedPrompt: () => undefined });
      }
      const provider = createOpenAICompatible({
        name: 'local',
        baseURL,
        apiKey,
        includeUsage: true,
        fetch: watchedFetch(call.progress),
      });
      return streamLanguage(provider.chatModel(vendorModelId(call.model)), call, {
        name,
        secrets,
        style: { seesImages: call.model.input.image },
        options: {},
      });
    },
  },
  image: {
    generate(call) {
      const { apiKey } = connection();
      return makeImages(imageModel(call.model), call, {
        name,
        secrets: apiKey ? [apiKey] : [],
        shape: { size: call.aspectRatio && sizes[call.aspectRatio] },
        perRequest: 1,
      });
    },
  },
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

/** The compatible provider of the SDK asks for pictures by address; OpenAI's own wants them in the answer. */
function imageModel(model: CatalogueModel, watched?: typeof fetch) {
  const { baseURL, apiKey = 'none' } = connection();
  return createOpenAI({ baseURL, apiKey, fetch: watched }).image(vendorModelId(model));
}
