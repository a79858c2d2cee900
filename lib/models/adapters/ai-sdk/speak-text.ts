import type { SpeechModelV4 } from '@ai-sdk/provider';
import { badAnswer, emptyAnswer, refused } from '../../errors';
import type { ModelUsage, SpeechCall } from '../../ports';
import { toBytes } from './picture-bytes';
import { knownSoundType } from './sound-bytes';
import { translateError } from './translate-error';

type Answer = Awaited<ReturnType<SpeechModelV4['doGenerate']>>;

export type SpeechSettings = {
  name: string;
  secrets: readonly string[];
  outputFormat?: string;
  /** Given to those that want to know it; most hear it from the words. */
  language?: string;
  readUsage?(answer: Answer): ModelUsage | undefined;
  /** True when an answer without sound says that the content rules are why. */
  isRefusal?(answer: Answer): boolean;
};

/** Has a speech model of the AI SDK speak a text. What is no sound by its first bytes is not taken for it. */
export async function speakText(
  model: SpeechModelV4,
  call: SpeechCall,
  settings: SpeechSettings,
): Promise<{ mediaType: string; bytes: Uint8Array; usage?: ModelUsage }> {
  try {
    const answer = await model.doGenerate({
      text: call.text,
      voice: chooseVoice(call),
      outputFormat: settings.outputFormat,
      language: settings.language,
      providerOptions: {},
      abortSignal: call.signal,
    });
    const bytes = toBytes(answer.audio);
    if (bytes.length === 0) throw settings.isRefusal?.(answer) ? refused(settings) : emptyAnswer(settings);
    const mediaType = knownSoundType(bytes);
    if (!mediaType) throw badAnswer(settings);
    return { mediaType, bytes, usage: settings.readUsage?.(answer) ?? { characters: call.text.length } };
  } catch (error) {
    throw translateError(error, { ...settings, started: false });
  }
}

/** The voice asked for if the model has it, else its first; undefined when it declares none. */
export function chooseVoice({ model, voice }: Pick<SpeechCall, 'model' | 'voice'>): string | undefined {
  return voice !== undefined && model.voices.includes(voice) ? voice : model.voices[0];
}
