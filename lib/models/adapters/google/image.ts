import { createGoogle } from '@ai-sdk/google';
import { z } from 'zod';
import { vendorModelId } from '../../catalogue';
import type { ImageEngine } from '../../ports';
import { makeImages } from '../ai-sdk/make-images';
import { connection, name } from './connection';
import { isRefusal } from './refusal';

const metadata = z.object({ google: z.object({ finishReason: z.string().nullish() }) });

/** Gemini's image models, asked for a picture alone. They give one for each request. */
export const image: ImageEngine = {
  generate(call) {
    const { apiKey, baseURL } = connection();
    const model = createGoogle({ apiKey, baseURL }).image(vendorModelId(call.model));
    return makeImages(model, call, {
      name,
      secrets: [apiKey],
      shape: { aspectRatio: call.aspectRatio },
      perRequest: 1,
      isRefusal({ providerMetadata }) {
        const told = metadata.safeParse(providerMetadata);
        return told.success && isRefusal(told.data.google.finishReason);
      },
    });
  },
};
