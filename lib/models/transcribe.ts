import type { TrailStep, Transcript } from '@/lib/contracts';
import { unknownModel } from './errors';
import { type Made, makeForUse } from './make-for-use';
import { chainFor, type Maker } from './makers';

/** Five minutes of speech take providers well under a minute; a server at home may take its time. */
const TIMEOUT_MS = 180_000;

export type TranscriptionOutcome =
  | ({ status: 'transcribed'; transcript: Transcript; model: string } & Made<object>)
  /** Nothing that listens is configured here. */
  | { status: 'no_capable_model' };

/** The name of the model that would write recordings down, or null when there is none. */
export async function findTranscriptionModel(): Promise<string | null> {
  return (await chainFor('transcription'))[0]?.model.name ?? null;
}

/**
 * Writes down what is said in a recording: with TRANSCRIPTION_MODEL if it is offered, else with the first model that
 * can; with `fallback`, another one when that fails. Throws AppErrors `models.*`; when `signal` was aborted, an error for
 * which `isAbort` is true.
 */
export async function transcribe(given: {
  mediaType: string;
  bytes: Uint8Array;
  /** Of the recording, by which most are billed. */
  durationSeconds?: number;
  fallback?: boolean;
  signal: AbortSignal;
  onTry?(maker: Maker, failed: TrailStep | null): void;
}): Promise<TranscriptionOutcome> {
  if ((await chainFor('transcription')).length === 0) return { status: 'no_capable_model' };
  const { mediaType, bytes, durationSeconds, signal, onTry, fallback = false } = given;
  const made = await makeForUse({
    ...{ use: 'transcription', task: 'transcribe', signal, onTry, fallback },
    timeoutMs: TIMEOUT_MS,
    size: { durationSeconds, soundBytes: bytes.byteLength },
    async call({ provider, model }, inTime) {
      if (!provider.transcription) throw unknownModel();
      const { usage = null, ...transcript } = await provider.transcription.transcribe({
        ...{ model, mediaType, bytes },
        signal: inTime,
      });
      const counts = durationSeconds === undefined ? {} : { seconds: durationSeconds };
      return { result: { transcript }, usage, counts };
    },
  });
  return { status: 'transcribed', model: made.maker.id, ...made };
}
