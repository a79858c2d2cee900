import { createOpenAI } from '@ai-sdk/openai';
import { vendorModelId } from '../../catalogue';
import type { AspectRatio, ImageEngine } from '../../ports';
import { makeImages } from '../ai-sdk/make-images';
import { connection, name } from './connection';
import { readRevisedPrompt } from './revised-prompt';

/** OpenAI draws in three sizes: square, lying, standing. */
const sizes = {
  '1:1': '1024x1024',
  '4:3': '1536x1024',
  '16:9': '1536x1024',
  '3:4': '1024x1536',
  '9:16': '1024x1536',
} as const satisfies Record<AspectRatio, string>;

/** The images API: `/images/generations`, and `/images/edits` when pictures are given. */
export const image: ImageEngine = {
  generate(call) {
    const { apiKey, baseURL } = connection();
    const model = createOpenAI({ apiKey, baseURL }).image(vendorModelId(call.model));
    return makeImages(model, call, {
      name,
      secrets: [apiKey],
      shape: { size: call.aspectRatio && sizes[call.aspectRatio] },
      perRequest: 10,
      readRevisedPrompt,
    });
  },
};
