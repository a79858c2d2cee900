import { NoSuchModelError, type ProviderV4 } from '@ai-sdk/provider';
import { createStudioModel, type Pace } from './studio-model';

/** About 45 words a second: a lively pace that can still be watched. */
const DEFAULT_WORD_DELAY_MS = 22;

let pace: Pace = { wordDelayMs: DEFAULT_WORD_DELAY_MS };

/** The built-in engine as a provider of the AI SDK. It has language models only. */
export const studioProvider: ProviderV4 = {
  specificationVersion: 'v4',
  languageModel: (modelId) => createStudioModel(modelId, () => pace),
  embeddingModel(modelId) {
    throw new NoSuchModelError({ modelId, modelType: 'embeddingModel' });
  },
  imageModel(modelId) {
    throw new NoSuchModelError({ modelId, modelType: 'imageModel' });
  },
};

/** Sets the pause after each word of Studio, in milliseconds, or with null the usual one. For tests. */
export function paceStudio(wordDelayMs: number | null): void {
  pace = { wordDelayMs: wordDelayMs ?? DEFAULT_WORD_DELAY_MS };
}

/** The pace at which Studio speaks now. */
export const currentPace = (): Pace => pace;
