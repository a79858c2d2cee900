import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { APICallError } from '@ai-sdk/provider';
import { env } from '@/lib/platform/env';
import { vendorModelId } from '../../catalogue';
import type { Provider } from '../../ports';
import { streamLanguage } from '../ai-sdk/stream-language';
import { fromCatalogue } from '../declared-models';
import { watchedFetch } from '../watched-fetch';
import models from './models.json';

const name = 'Amazon Bedrock';

/** Some of its models stop after very few words when they are not told how many they may say. */
const MAX_OUTPUT_TOKENS = 8_192;

/** Models that Amazon runs, through the Converse API. */
export const bedrock: Provider = {
  id: 'bedrock',
  name,
  offline: false,
  variable: 'AWS_BEDROCK_REGION',
  ...fromCatalogue('bedrock', models),
  isConfigured() {
    const { region, apiKey, accessKeyId, secretAccessKey } = connection();
    return region !== undefined && (apiKey !== undefined || Boolean(accessKeyId && secretAccessKey));
  },
  language: {
    stream(call) {
      const provider = createAmazonBedrock({ ...connection(), fetch: watchedFetch(call.progress) });
      return streamLanguage(provider(vendorModelId(call.model)), call, {
        name,
        secrets: secrets(),
        style: { seesImages: call.model.input.image },
        options: { maxOutputTokens: MAX_OUTPUT_TOKENS },
      });
    },
  },
  image: null,
  video: null,
  speech: null,
  transcription: null,
  search: null,
  async checkHealth(signal) {
    const [model] = await bedrock.listModels();
    if (!model) return 'unreachable';
    try {
      // It has no list that both kinds of key may see. A request without words is refused, and costs nothing.
      await createAmazonBedrock(connection())(vendorModelId(model)).doGenerate({
        prompt: [],
        abortSignal: signal,
      });
      return 'ok';
    } catch (error) {
      const status = APICallError.isInstance(error) ? error.statusCode : undefined;
      if (status === 400) return 'ok';
      return status === 401 || status === 403 ? 'bad_key' : 'unreachable';
    }
  },
};

function connection() {
  const { AWS_BEDROCK_REGION, AWS_BEARER_TOKEN_BEDROCK, AWS_BEDROCK_BASE_URL, ...keys } = env();
  return {
    region: AWS_BEDROCK_REGION,
    apiKey: AWS_BEARER_TOKEN_BEDROCK,
    accessKeyId: keys.AWS_ACCESS_KEY_ID,
    secretAccessKey: keys.AWS_SECRET_ACCESS_KEY,
    sessionToken: keys.AWS_SESSION_TOKEN,
    baseURL: AWS_BEDROCK_BASE_URL?.replace(/\/$/, ''),
  };
}

function secrets(): string[] {
  const { apiKey, secretAccessKey, sessionToken, accessKeyId } = connection();
  return [apiKey, secretAccessKey, sessionToken, accessKeyId].filter((key) => key !== undefined);
}
