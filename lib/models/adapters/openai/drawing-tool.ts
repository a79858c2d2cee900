import type { LanguageModelV4ProviderTool } from '@ai-sdk/provider';
import { DRAWING_TOOL } from '../ai-sdk/stream-language';

/** OpenAI draws by itself when asked to in a conversation; the picture comes in the middle of the answer. */
export const drawingTool: LanguageModelV4ProviderTool = {
  type: 'provider',
  id: 'openai.image_generation',
  name: DRAWING_TOOL,
  // Without loss: the media door makes smaller variants of it.
  args: { outputFormat: 'png' },
};
