import type { Provider } from '../../ports';
import { fromCatalogue } from '../declared-models';
import { answerCall } from './answer-call';
import { imageEngine } from './image-engine';
import models from './models.json';
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
  language: { stream: answerCall },
  image: imageEngine,
  video: videoEngine,
  speech: null,
  transcription: null,
  search: null,
  checkHealth: async () => 'ok',
};
