import { type AnthropicLanguageModelOptions, createAnthropic } from '@ai-sdk/anthropic';
import { env } from '@/lib/platform/env';
import { vendorModelId } from '../../catalogue';
import type { Provider } from '../../ports';
import { streamLanguage } from '../ai-sdk/stream-language';
import { fromCatalogue } from '../declared-models';
import { probeProvider } from '../probe-provider';
import { watchedFetch } from '../watched-fetch';
import { connection, name } from './connection';
import models from './models.json';
import { search } from './search';

const API_VERSION = '2023-06-01';
/** What is asked for is held against the rate limit before it is said; thoughts count too. */
const MAX_OUTPUT_TOKENS = 32_000;

const showThoughts = {
  thinking: { type: 'adaptive', display: 'summarized' },
} satisfies AnthropicLanguageModelOptions;

/** Claude, through the Messages API. */
export const anthropic: Provider = {
  id: 'anthropic',
  name,
  offline: false,
  variable: 'ANTHROPIC_API_KEY',
  ...fromCatalogue('anthropic', models),
  isConfigured: () => env().ANTHROPIC_API_KEY !== undefined,
  language: {
    stream(call) {
      const { apiKey, baseURL } = connection();
      const provider = createAnthropic({ apiKey, baseURL, fetch: watchedFetch(call.progress) });
      return streamLanguage(provider(vendorModelId(call.model)), call, {
        name,
        secrets: [apiKey],
        style: { seesImages: call.model.input.image },
        options: {
          maxOutputTokens: MAX_OUTPUT_TOKENS,
          providerOptions: call.model.thoughts ? { anthropic: showThoughts } : {},
        },
      });
    },
  },
  image: null,
  video: null,
  speech: null,
  transcription: null,
  search,
  checkHealth(signal) {
    const { apiKey, baseURL } = connection();
    const headers = { 'x-api-key': apiKey, 'anthropic-version': API_VERSION };
    return probeProvider(`${baseURL}/models?limit=1`, headers, signal);
  },
};
