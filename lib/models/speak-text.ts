import { emptyAnswer } from './errors';
import { type Fallback, type Made, makeForUse } from './make-for-use';

/** A long answer takes engines up to a minute. */
const TIMEOUT_MS = 120_000;

/** Speaks a text. Throws AppErrors `models.*`; when `signal` was aborted, an error for which `isAbort` is true. */
export function speakText(given: {
  wanted?: string | null;
  text: string;
  voice?: string;
  language?: string;
  /** False: by the first choice or not at all, as for what a person agreed to. */
  fallback?: Fallback;
  signal: AbortSignal;
}): Promise<Made<{ mediaType: string; bytes: Uint8Array }>> {
  const { text, wanted, language, fallback, signal } = given;
  const characters = text.length;
  return makeForUse({
    ...{ use: 'speech', task: 'speech', wanted, fallback, signal },
    timeoutMs: TIMEOUT_MS,
    size: { characters },
    async call({ provider, model }, inTime) {
      // A voice of one engine means nothing to another.
      const voice = given.voice && model.voices.includes(given.voice) ? given.voice : undefined;
      const spoken = await provider.speech?.speak({ model, text, voice, language, signal: inTime });
      if (!spoken || spoken.bytes.byteLength === 0) throw emptyAnswer({ name: provider.name });
      const { mediaType, bytes } = spoken;
      return { result: { mediaType, bytes }, usage: spoken.usage ?? null, counts: { characters } };
    },
  });
}
