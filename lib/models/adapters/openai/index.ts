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
import { connection, name } from './connection';
import { drawingTool } from './drawing-tool';
import { image } from './image';
import models from './models.json';
import { readRevisedPrompt } from './revised-prompt';
import { search } from './search';
import { speech } from './speech';
import { withThoughts } from './with-thoughts';

/** OpenAI: the Responses API for conversations and searches, the images and the audio API for the rest. */
export const openai: Provider = {
  id: 'openai',
  name,
  offline: false,
  variable: 'OPENAI_API_KEY',
  ...fromCatalogue('openai', models),
  isConfigured: () => env().OPENAI_API_KEY !== undefined,
  language: { stream },
  image,
  video: null,
  speech,
  search,
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
