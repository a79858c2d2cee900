import { vendorModelId } from '../../catalogue';
import type { PromptMessage, Provider } from '../../ports';
import { streamLanguage } from '../ai-sdk/stream-language';
import { fromCatalogue } from '../declared-models';
import { imageEngine } from './image-engine';
import models from './models.json';
import { studioProvider } from './studio-provider';
import { videoEngine } from './video-engine';

export { paceStudio } from './studio-provider';

/** The built-in offline engine. It needs nothing and never pretends to be a model. */
export const studio: Provider = {
  id: 'studio',
  name: 'Studio',
  offline: true,
  variable: null,
  ...fromCatalogue('studio', models),
  isConfigured: () => true,
  language: {
    stream(call) {
      // A picture of an earlier turn would be taken for a photo just sent.
      const said = call.messages.slice(0, -1).flatMap(keepSaid);
      const request = { ...call, messages: [...said, ...call.messages.slice(-1)] };
      return streamLanguage(studioProvider.languageModel(vendorModelId(call.model)), request, {
        name: 'Studio',
        secrets: [],
        style: { seesImages: true },
        options: {},
      });
    },
  },
  image: imageEngine,
  video: videoEngine,
  speech: null,
  transcription: null,
  search: null,
  checkHealth: async () => 'ok',
};

/** The words of an earlier answer, by which Studio knows that it has introduced itself; nothing of other turns. */
function keepSaid({ role, parts }: PromptMessage): PromptMessage[] {
  const text = parts.filter((part) => part.type === 'text');
  return role === 'assistant' && text.length > 0 ? [{ role, parts: text }] : [];
}
