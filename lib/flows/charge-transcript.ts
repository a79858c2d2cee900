import { countEnded } from '@/lib/ledger';
import { quote } from '@/lib/models';
import type { Transaction } from '@/lib/platform/transaction';
import { releaseCharge, reserveCharge, settleCharge } from './charge';

/** What a recording is charged under. */
export type TranscriptCharge = { ownerId: string; assetId: string; key: string };
type Sound = { mediaType: string; bytes: Uint8Array; durationMs: number | null };

/** The key is the same for all tries of one request, also of a worker that was killed; another when it is asked anew. */
export async function findTranscriptCharge(ownerId: string, assetId: string): Promise<TranscriptCharge> {
  const prefix = `transcript:${assetId}:`;
  const before = await countEnded(ownerId, assetId, prefix);
  return { ownerId, assetId, key: `${prefix}${before + 1}` };
}

/** Sets aside what writing down a recording will cost, by list price. Throws `ledger.budget_exceeded`. */
export async function reserveTranscript(of: TranscriptCharge, { durationMs }: Sound): Promise<void> {
  const offer = await quote({ use: 'transcription', durationSeconds: toSeconds(durationMs) });
  if (!offer) return;
  await reserveCharge({
    ...{ key: of.key, ownerId: of.ownerId, kind: 'transcription', model: offer.maker.id },
    ...{ subject: { type: 'asset', id: of.assetId }, conversationId: null },
    amountMicros: offer.micros ?? 0,
  });
}

type Written = { model: string; costMicros: number; isEstimate: boolean; usage: object | null };

/** Charges what it came to; false when that was done before. */
export function settleTranscript(
  { key, ownerId }: TranscriptCharge,
  sound: Sound,
  { model, costMicros, isEstimate, usage }: Written,
  tx?: Transaction,
): Promise<boolean> {
  const seconds = toSeconds(sound.durationMs);
  const parameters = { media_type: sound.mediaType, seconds, bytes: sound.bytes.byteLength };
  return settleCharge(
    key,
    {
      ...{ ownerId, model, amountMicros: costMicros, isEstimate },
      usage: usage ?? (seconds === undefined ? null : { seconds }),
      audit: { tool: 'transcription', outcome: 'complete', parameters },
    },
    tx,
  );
}

/** Gives back what was set aside for a recording that is not written down; false when nothing is. */
export function releaseTranscript(
  { key, ownerId }: TranscriptCharge,
  error: string,
  tx?: Transaction,
): Promise<boolean> {
  const audit = { tool: 'transcription', outcome: 'failed', error, parameters: {} } as const;
  return releaseCharge(key, { ownerId, audit }, tx);
}

export const toSeconds = (durationMs: number | null) => (durationMs === null ? undefined : durationMs / 1000);
