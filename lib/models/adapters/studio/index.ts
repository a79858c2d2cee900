import { vendorModelId } from '../../catalogue';
import type { Provider } from '../../ports';
import { streamLanguage } from '../ai-sdk/stream-language';
import { fromCatalogue } from '../declared-models';
import models from './models.json';
import { studioProvider } from './studio-provider';

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
      // Studio has no memory: a picture of an earlier turn would be taken for a photo just sent.
      const lastTurn = { ...call, messages: call.messages.slice(-1) };
      return streamLanguage(studioProvider.languageModel(vendorModelId(call.model)), lastTurn, {
        name: 'Studio',
        secrets: [],
        style: { seesImages: true },
        options: {},
      });
    },
  },
  speech: null,
  checkHealth: async () => 'ok',
};
