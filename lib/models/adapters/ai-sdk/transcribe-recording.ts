import type { TranscriptionModelV4 } from '@ai-sdk/provider';
import type { Transcript } from '@/lib/contracts';
import type { ModelUsage, TranscriptionCall } from '../../ports';
import { groupWords, type TimedText } from './group-words';
import { translateError } from './translate-error';

type ProviderOptions = NonNullable<Parameters<TranscriptionModelV4['doGenerate']>[0]['providerOptions']>;

export type TranscriptionSettings = {
  name: string;
  secrets: readonly string[];
  providerOptions?: ProviderOptions;
};

/** Has a transcription model of the AI SDK write down what is said. Silence is an empty text, not a failure. */
export async function transcribeRecording(
  model: TranscriptionModelV4,
  { bytes, mediaType, signal }: TranscriptionCall,
  { providerOptions = {}, ...settings }: TranscriptionSettings,
): Promise<Transcript & { usage?: ModelUsage }> {
  try {
    const said = await model.doGenerate({ audio: bytes, mediaType, providerOptions, abortSignal: signal });
    const timed = said.segments.map(({ text, startSecond, endSecond }) => ({
      text: text.trim(),
      start_ms: toMs(startSecond),
      end_ms: toMs(Math.max(startSecond, endSecond)),
    }));
    return {
      text: said.text.trim(),
      language: said.language ?? null,
      segments: groupWords(
        timed.filter(({ text }) => text !== ''),
        said.text,
      ),
      ...(said.durationInSeconds && { usage: { seconds: said.durationInSeconds } }),
    };
  } catch (error) {
    throw translateError(error, { ...settings, started: false });
  }
}

const toMs = (seconds: number): TimedText['start_ms'] => Math.max(0, Math.round(seconds * 1000));
