import { z } from 'zod';
import { type Asset, idSchema } from '@/lib/contracts';
import { AppError } from '@/lib/kernel';
import {
  endTranscription,
  listUntranscribed,
  markTranscriptWanted,
  readSound,
  requireAsset,
} from '@/lib/media';
import { findTranscriptionModel, transcribe } from '@/lib/models';
import { logger } from '@/lib/platform/logger';
import { enqueue, findLiveKeys, type JobContext, type JobKind } from '@/lib/platform/queue';
import type { Transaction } from '@/lib/platform/transaction';
import { changeAsset } from './change-asset';
import {
  findTranscriptCharge,
  releaseTranscript,
  reserveTranscript,
  settleTranscript,
  type TranscriptCharge,
  toSeconds,
} from './charge-transcript';
import { limitTries } from './limit-tries';

const transcribeJobSchema = z.object({ assetId: idSchema, ownerId: idSchema });
type TranscribeJob = z.infer<typeof transcribeJobSchema>;

/** Writing down what is said in one recording: waiting for a provider, so several at a time. */
export const transcribeJob: JobKind<TranscribeJob> = {
  name: 'media.transcribe',
  data: transcribeJobSchema,
  concurrency: 4,
  expireSeconds: 10 * 60,
  retryLimit: 3,
  retryDelaySeconds: 10,
};

const gaveUp = 'What is said could not be written down. The recording is safe; try again later.';

/**
 * Asks for the transcript of a recording that is ready, with the change that made it so. Nothing happens when nothing
 * that listens is configured, or when there is nothing to hear.
 */
export async function requestTranscript(tx: Transaction, { ownerId, assetId }: TranscribeJob): Promise<void> {
  if ((await findTranscriptionModel()) === null) return;
  if (await markTranscriptWanted(tx, ownerId, assetId))
    await enqueue(transcribeJob, { ownerId, assetId }, { key: assetId, tx });
}

/** Asks for the transcript of a recording that has none and that nobody writes down, told to whoever shows it. */
export function transcribeMissing(ownerId: string, assetId: string): Promise<boolean> {
  return changeAsset(ownerId, assetId, 'job.progressed', async (tx) => {
    if (!(await markTranscriptWanted(tx, ownerId, assetId))) return false;
    await enqueue(transcribeJob, { ownerId, assetId }, { key: assetId, tx });
    return true;
  });
}

/**
 * Asks once more for a transcript that is missing, told to whoever shows the recording. Throws `media.not_found`,
 * `media.no_transcription`, `media.nothing_to_transcribe`, `media.too_many_tries`.
 */
export async function transcribeMediaAgain(ownerId: string, assetId: string): Promise<Asset> {
  await requireAsset(ownerId, assetId);
  if ((await findTranscriptionModel()) === null) throw noTranscription();
  await limitTries(ownerId);
  const isAsked = await transcribeMissing(ownerId, assetId);
  const asset = await requireAsset(ownerId, assetId);
  if (!isAsked && asset.transcription?.status !== 'waiting') throw nothingToTranscribe();
  return asset;
}

/** Writes down the recording of a job. Throws when it should be tried again. */
export async function transcribeMedia(
  { ownerId, assetId }: TranscribeJob,
  { signal }: JobContext,
): Promise<void> {
  const charge = await findTranscriptCharge(ownerId, assetId);
  try {
    const sound = await readSound(ownerId, assetId);
    if (!sound) return;
    await reserveTranscript(charge, sound);
    const { mediaType, bytes, durationMs } = sound;
    const durationSeconds = toSeconds(durationMs);
    const outcome = await transcribe({ mediaType, bytes, durationSeconds, fallback: true, signal });
    if (outcome.status !== 'transcribed') {
      await end(charge, 'impossible', (tx) => releaseTranscript(charge, 'models.no_capable_model', tx));
      return;
    }
    const settle = (tx?: Transaction) => settleTranscript(charge, sound, outcome, tx);
    // Where nobody waits for it any more it was written down all the same.
    if (!(await end(charge, { transcript: outcome.transcript }, settle))) await settle();
  } catch (error) {
    const isFinal = AppError.isInstance(error) && !error.retryable;
    if (signal.aborted || !isFinal) throw error;
    logger.warn('recording not written down', { assetId, error });
    await fail(charge, error);
  }
}

/** Ends the transcript of a job that the queue gave up. */
export async function giveUpTranscribing({ ownerId, assetId }: TranscribeJob): Promise<void> {
  const charge = await findTranscriptCharge(ownerId, assetId);
  await fail(charge, { code: 'media.transcription_failed', publicMessage: gaveUp });
}

const BATCH = 1_000;

/** Puts down the jobs of recordings that wait for one in vain. Returns how many. */
export async function recoverTranscribing(): Promise<number> {
  const waiting = await listUntranscribed(BATCH);
  const live = await findLiveKeys(
    transcribeJob,
    waiting.map(({ id }) => id),
  );
  const missing = waiting.filter(({ id }) => !live.has(id));
  for (const { id, ownerId } of missing) await enqueue(transcribeJob, { assetId: id, ownerId }, { key: id });
  return missing.length;
}

/** False when nobody waits for it any more; then `alongside` was not called. */
function end(
  { ownerId, assetId }: TranscribeJob,
  outcome: Parameters<typeof endTranscription>[3],
  alongside: (tx: Transaction) => Promise<unknown>,
): Promise<boolean> {
  return changeAsset(ownerId, assetId, 'asset.transcribed', async (tx) => {
    if (!(await endTranscription(tx, ownerId, assetId, outcome))) return false;
    await alongside(tx);
    return true;
  });
}

async function fail(
  charge: TranscriptCharge,
  { code, publicMessage }: Pick<AppError, 'code' | 'publicMessage'>,
): Promise<void> {
  const giveBack = (tx?: Transaction) => releaseTranscript(charge, code, tx);
  if (!(await end(charge, { failure: publicMessage }, giveBack))) await giveBack();
}

const noTranscription = () =>
  new AppError({
    code: 'media.no_transcription',
    kind: 'conflict',
    publicMessage:
      'No model that writes down speech is set up on this server. Its administrator can add one.',
  });

const nothingToTranscribe = () =>
  new AppError({
    code: 'media.nothing_to_transcribe',
    kind: 'conflict',
    publicMessage:
      'There is nothing to write down here: the file has a transcript, is not ready, or has no sound.',
  });
