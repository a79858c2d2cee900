import { createDeepgram, type DeepgramTranscriptionModelOptions } from '@ai-sdk/deepgram';
import { env } from '@/lib/platform/env';
import { vendorModelId } from '../../catalogue';
import type { Provider } from '../../ports';
import { transcribeRecording } from '../ai-sdk/transcribe-recording';
import { fromCatalogue } from '../declared-models';
import { fetchAt } from '../fetch-at';
import { probeProvider } from '../probe-provider';
import models from './models.json';

const DEFAULT_BASE_URL = 'https://api.deepgram.com';
const name = 'Deepgram';

/** Without these it gives words in small letters, in English, and without a full stop. */
const readable = {
  detectLanguage: true,
  smartFormat: true,
  punctuate: true,
} satisfies DeepgramTranscriptionModelOptions;

/** Deepgram listens, and does nothing else here. */
export const deepgram: Provider = {
  id: 'deepgram',
  name,
  offline: false,
  variable: 'DEEPGRAM_API_KEY',
  ...fromCatalogue('deepgram', models),
  isConfigured: () => env().DEEPGRAM_API_KEY !== undefined,
  language: null,
  image: null,
  video: null,
  speech: null,
  search: null,
  transcription: {
    transcribe(call) {
      const { apiKey, baseURL } = connection();
      const model = createDeepgram({ apiKey, fetch: fetchAt(DEFAULT_BASE_URL, baseURL) }).transcription(
        vendorModelId(call.model),
      );
      return transcribeRecording(model, call, {
        name,
        secrets: [apiKey],
        providerOptions: { deepgram: readable },
      });
    },
  },
  checkHealth(signal) {
    const { apiKey, baseURL } = connection();
    return probeProvider(`${baseURL}/v1/projects`, { authorization: `Token ${apiKey}` }, signal);
  },
};

function connection() {
  const { DEEPGRAM_API_KEY: apiKey = '', DEEPGRAM_BASE_URL: baseURL } = env();
  return { apiKey, baseURL: (baseURL ?? DEFAULT_BASE_URL).replace(/\/$/, '') };
}
