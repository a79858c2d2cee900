import { createElevenLabs } from '@ai-sdk/elevenlabs';
import { env } from '@/lib/platform/env';
import { vendorModelId } from '../../catalogue';
import type { Provider, SpeechCall } from '../../ports';
import { speakText } from '../ai-sdk/speak-text';
import { fromCatalogue } from '../declared-models';
import { fetchAt } from '../fetch-at';
import { probeProvider } from '../probe-provider';
import models from './models.json';

const DEFAULT_BASE_URL = 'https://api.elevenlabs.io';
const name = 'ElevenLabs';

/** This one refuses to be told a language; it hears it from the words. */
const HEARS_BY_ITSELF = 'eleven_multilingual_v2';

/** ElevenLabs speaks, and does nothing else here. */
export const elevenlabs: Provider = {
  id: 'elevenlabs',
  name,
  offline: false,
  variable: 'ELEVENLABS_API_KEY',
  ...fromCatalogue('elevenlabs', models),
  isConfigured: () => env().ELEVENLABS_API_KEY !== undefined,
  language: null,
  image: null,
  video: null,
  speech: {
    speak(call) {
      const { apiKey, baseURL } = connection();
      const provider = createElevenLabs({ apiKey, fetch: fetchAt(DEFAULT_BASE_URL, baseURL) });
      return speakText(provider.speech(vendorModelId(call.model)), call, {
        name,
        secrets: [apiKey],
        language: languageFor(call),
      });
    },
  },
  transcription: null,
  search: null,
  checkHealth(signal) {
    const { apiKey, baseURL } = connection();
    return probeProvider(`${baseURL}/v1/models`, { 'xi-api-key': apiKey }, signal);
  },
};

/** It wants two letters. */
function languageFor({ model, language }: SpeechCall): string | undefined {
  const [code = ''] = language?.toLowerCase().split('-') ?? [];
  return code.length === 2 && vendorModelId(model) !== HEARS_BY_ITSELF ? code : undefined;
}

function connection() {
  const { ELEVENLABS_API_KEY: apiKey = '', ELEVENLABS_BASE_URL: baseURL } = env();
  return { apiKey, baseURL: (baseURL ?? DEFAULT_BASE_URL).replace(/\/$/, '') };
}
