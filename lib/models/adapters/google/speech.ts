import { createGoogle } from '@ai-sdk/google';
import { z } from 'zod';
import { vendorModelId } from '../../catalogue';
import type { ModelUsage, SpeechEngine } from '../../ports';
import { speakText } from '../ai-sdk/speak-text';
import { connection, name } from './connection';
import { isRefusal } from './refusal';

const counts = z.object({ promptTokenCount: z.number(), candidatesTokenCount: z.number() });
const ending = z.object({
  candidates: z.array(z.object({ finishReason: z.string().nullish() })).nullish(),
  promptFeedback: z.object({ blockReason: z.string().nullish() }).nullish(),
});

/** Gemini's voices. They give bare samples, to which the SDK adds the header of a WAV file. */
export const speech: SpeechEngine = {
  speak(call) {
    const { apiKey, baseURL } = connection();
    const model = createGoogle({ apiKey, baseURL }).speech(vendorModelId(call.model));
    return speakText(model, call, {
      name,
      secrets: [apiKey],
      readUsage: ({ usage }) => readTokens(usage),
      isRefusal({ response }) {
        const { data } = ending.safeParse(response.body);
        return isRefusal(data?.promptFeedback?.blockReason ?? data?.candidates?.[0]?.finishReason);
      },
    });
  },
};

function readTokens(usage: unknown): ModelUsage | undefined {
  const { data } = counts.safeParse(usage);
  if (!data) return undefined;
  const { promptTokenCount: input, candidatesTokenCount: output } = data;
  return { input_tokens: input, output_tokens: output, audio_output_tokens: output };
}
