import { createGoogle, type GoogleLanguageModelOptions } from '@ai-sdk/google';
import { env } from '@/lib/platform/env';
import { drawsItself, vendorModelId } from '../../catalogue';
import type { CatalogueModel, Provider } from '../../ports';
import { streamLanguage } from '../ai-sdk/stream-language';
import { transcribeRecording } from '../ai-sdk/transcribe-recording';
import { fromCatalogue } from '../declared-models';
import { probeProvider } from '../probe-provider';
import { watchedFetch } from '../watched-fetch';
import { connection, name } from './connection';
import { image } from './image';
import models from './models.json';
import { search } from './search';
import { speech } from './speech';
import { video } from './video';

/** Gemini. Its image models write and draw in one stream. */
export const google: Provider = {
  id: 'google',
  name,
  offline: false,
  variable: 'GOOGLE_GENERATIVE_AI_API_KEY',
  ...fromCatalogue('google', models),
  isConfigured: () => env().GOOGLE_GENERATIVE_AI_API_KEY !== undefined,
  language: {
    stream(call) {
      const { apiKey, baseURL } = connection();
      const provider = createGoogle({ apiKey, baseURL, fetch: watchedFetch(call.progress) });
      return streamLanguage(provider(vendorModelId(call.model)), call, {
        name,
        secrets: [apiKey],
        style: { seesImages: call.model.input.image },
        options: { providerOptions: { google: optionsFor(call.model) } },
      });
    },
  },
  image,
  video,
  speech,
  search,
  transcription: {
    transcribe(call) {
      const { apiKey, baseURL } = connection();
      const model = createGoogle({ apiKey, baseURL }).transcription(vendorModelId(call.model));
      return transcribeRecording(model, call, { name, secrets: [apiKey] });
    },
  },
  checkHealth(signal) {
    const { apiKey, baseURL } = connection();
    return probeProvider(`${baseURL}/models?pageSize=1`, { 'x-goog-api-key': apiKey }, signal);
  },
};

function optionsFor(model: CatalogueModel): GoogleLanguageModelOptions {
  if (drawsItself(model)) return { responseModalities: ['TEXT', 'IMAGE'] };
  return model.thoughts ? { thinkingConfig: { includeThoughts: true } } : {};
}
