import { v7 as newId } from 'uuid';
import type { Generation, GenerationPage } from '../../../lib/contracts';

const entries: Partial<Generation>[] = [
  { tool: 'answer', kind: 'text', model: 'google/gemini-2.5-flash', cost_micros: 4_200, parameters: {} },
  {
    ...{ tool: 'generate_video', kind: 'video', model: 'google/veo-3.1-fast-generate-preview' },
    ...{ cost_micros: 600_000, is_estimate: true },
    parameters: {
      prompt:
        'A red fox walks through deep snow at dawn, slowly, towards the camera. Soft light, long shadows.',
      ...{ duration_seconds: 8, aspect_ratio: '16:9', style: 'cosmic' },
    },
  },
  {
    ...{ tool: 'generate_video', kind: 'video', model: 'google/veo-3.1-generate-preview', outcome: 'denied' },
    parameters: { prompt: 'The same, in the best quality' },
  },
  {
    ...{ tool: 'edit_image', kind: 'image', model: 'google/gemini-2.5-flash-image', cost_micros: 39_000 },
    parameters: { prompt: 'make it blue' },
  },
  {
    ...{ tool: 'search_web', kind: 'search', model: 'openai/gpt-5', outcome: 'failed' },
    ...{ error: 'models.rate_limited', parameters: { query: 'how foxes hear mice under the snow' } },
  },
  { tool: 'transcription', kind: 'transcription', model: 'openai/whisper-1', cost_micros: 12_000 },
];

/** Pages of a log: the first leads to a second, which is the last. */
export function makeUpLog(before: string | null, of?: string): GenerationPage {
  const generations = (before ? entries.slice(3) : entries).map(
    (entry, index): Generation => ({
      ...{ id: newId(), at: new Date(Date.UTC(2026, 2, 14, 17, 40 - index * 7)).toISOString() },
      ...{ tool: 'answer', kind: 'text', model: 'studio/studio', outcome: 'complete' },
      ...{ cost_micros: 0, is_estimate: false, error: null, conversation_id: newId(), parameters: {} },
      ...(of && { person: { id: newId(), name: of } }),
      ...entry,
    }),
  );
  return { generations, next_before: before ? null : newId() };
}
