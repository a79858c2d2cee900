import { createOpenAI } from '@ai-sdk/openai';
import { env } from '@/lib/platform/env';
import { vendorModelId } from '../../catalogue';
import type { AnswerPart, EngineCall, Provider } from '../../ports';
import { drawPicture } from '../ai-sdk/draw-picture';
import { streamLanguage } from '../ai-sdk/stream-language';
import { transcribeRecording } from '../ai-sdk/transcribe-recording';
import { fromCatalogue } from '../declared-models';
import { probeProvider } from '../probe-provider';
import { watchedFetch } from '../watched-fetch';
import { drawingTool } from './drawing-tool';
import models from './models.json';
import { readRevisedPrompt } from './revised-prompt';
import { withThoughts } from './with-thoughts';

const DEFAULT_BASE_URL = 'https://api.openai.com/v1';
const name = 'OpenAI';

/** OpenAI: the Responses API for conversations, the images API for its image models. */
export const openai: Provider = {
  id: 'openai',
  name,
  offline: false,
  variable: 'OPENAI_API_KEY',
  ...fromCatalogue('openai', models),
  isConfigured: () => env().OPENAI_API_KEY !== undefined,
  language: { stream },
  image: null,
  video: null,
  speech: null,
  search: null,
  transcription: {
    transcribe(call) {
      const { apiKey, baseURL } = connection();
      const model = createOpenAI({ apiKey, baseURL }).transcription(vendorModelId(call.model));
      return transcribeRecording(model, call, { name, secrets: [apiKey] });
    },
  },
  checkHealth(signal) {
    const { apiKey, baseURL } = connection();
    return probeProvider(`${baseURL}/models`, { authorization: `Bearer ${apiKey}` }, signal);
  },
};

function stream(call: EngineCall): AsyncIterable<AnswerPart> {
  const { model, progress } = call;
  const { apiKey, baseURL } = connection();
  const provider = createOpenAI({ apiKey, baseURL, fetch: watchedFetch(progress) });
  const common = { name, secrets: [apiKey] };
  if (model.via === 'image')
    return drawPicture(provider.image(vendorModelId(model)), call, { ...common, readRevisedPrompt });
  const language = provider.responses(vendorModelId(model));
  return streamLanguage(model.thoughts ? withThoughts(language) : language, call, {
    ...common,
    style: { seesImages: model.input.image },
    options: {
      // What would not be kept need not be paid for.
      tools: model.drawing_tool && env().ENABLE_MEDIA_RESPONSES ? [drawingTool] : undefined,
      // Conversations are kept here, not at the provider.
      providerOptions: { openai: { store: false } },
    },
  });
}

function connection() {
  const { OPENAI_API_KEY: apiKey = '', OPENAI_BASE_URL: baseURL } = env();
  return { apiKey, baseURL: (baseURL ?? DEFAULT_BASE_URL).replace(/\/$/, '') };
}
