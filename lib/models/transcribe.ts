import { setTimeout as sleep } from 'node:timers/promises';
import type { Transcript } from '@/lib/contracts';
import { env } from '@/lib/platform/env';
import { providers } from './adapters';
import { AnswerAborted } from './answer-aborted';
import { timedOut } from './errors';
import type { CatalogueModel, Provider } from './ports';
import { retryDelayMs } from './retry-delay';

/** Five minutes of speech take providers well under a minute; a server at home may take its time. */
const TIMEOUT_MS = 180_000;
const RETRY_MS = 500;

type Transcriber = { provider: Provider; model: CatalogueModel };

export type TranscriptionOutcome =
  | { status: 'transcribed'; transcript: Transcript; model: string }
  /** Nothing that listens is configured here. */
  | { status: 'no_capable_model' };

/** The name of the model that would write recordings down, or null when there is none. */
export async function findTranscriptionModel(): Promise<string | null> {
  return (await findTranscriber())?.model.name ?? null;
}

/**
 * Writes down what is said in a recording: with TRANSCRIPTION_MODEL if it is offered, else with the first model that
 * can. Throws AppErrors `models.*`; when `signal` was aborted, an error for which `isAbort` is true.
 */
export async function transcribe(given: {
  mediaType: string;
  bytes: Uint8Array;
  signal: AbortSignal;
}): Promise<TranscriptionOutcome> {
  const found = await findTranscriber();
  if (!found) return { status: 'no_capable_model' };
  const { provider, model } = found;
  const deadline = AbortSignal.timeout(TIMEOUT_MS);
  const signal = AbortSignal.any([given.signal, deadline]);
  for (let attempt = 1; ; attempt++) {
    try {
      const transcript = await found.transcription.transcribe({ ...given, model, signal });
      return { status: 'transcribed', transcript, model: model.id };
    } catch (error) {
      if (given.signal.aborted) throw new AnswerAborted();
      if (deadline.aborted) throw timedOut({ name: provider.name, cause: error });
      const delayMs = retryDelayMs(error, attempt, RETRY_MS);
      if (delayMs === null) throw error;
      await sleep(delayMs, undefined, { signal: given.signal }).catch(() => {
        throw new AnswerAborted();
      });
    }
  }
}

async function findTranscriber(): Promise<
  (Transcriber & { transcription: NonNullable<Provider['transcription']> }) | null
> {
  const wanted = env().TRANSCRIPTION_MODEL;
  let first: Awaited<ReturnType<typeof findTranscriber>> = null;
  for (const provider of providers) {
    const { transcription } = provider;
    if (!transcription || !provider.isConfigured()) continue;
    for (const model of await provider.listModels()) {
      if (model.via !== 'transcription') continue;
      if (model.id === wanted) return { provider, model, transcription };
      first ??= { provider, model, transcription };
    }
  }
  return first;
}
