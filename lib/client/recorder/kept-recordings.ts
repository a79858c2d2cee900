import { LevelTrace } from './levels';
import type { Recording } from './recorder';
import { heldRecordings } from './recording-lock';
import { unmarkRecording } from './recording-mark';
import { type RecordingRow, recordingStore } from './recording-store';
import { bareType, nameRecording } from './recording-type';

/** Shorter ones are a slip of the finger. */
const WORTH_KEEPING_MS = 700;

/** A recording that an earlier visit did not get to send. */
export type KeptRecording = Pick<RecordingRow, 'id' | 'conversationId' | 'durationMs' | 'startedAt'>;

/**
 * What earlier visits of this person left behind, newest first. Clears away what was thrown away, and what
 * `isKnown` says is already on its way. Empty when this browser keeps nothing.
 */
export async function listKeptRecordings(
  personId: string,
  isKnown: (id: string) => boolean,
): Promise<KeptRecording[]> {
  try {
    const rows = await recordingStore.list(personId);
    const held = await heldRecordings(rows.map(({ id }) => id));
    const kept: RecordingRow[] = [];
    for (const row of rows) {
      if (held.has(row.id)) continue;
      if (row.isDiscarded || row.durationMs < WORTH_KEEPING_MS || isKnown(row.id))
        await recordingStore.remove(row.id);
      else kept.push(row);
    }
    if (kept.length === 0 && held.size === 0) unmarkRecording();
    return kept.sort((a, b) => b.startedAt - a.startedAt);
  } catch {
    return [];
  }
}

/** The file of a kept recording; null when it is not there any more. */
export async function readKeptRecording(personId: string, id: string): Promise<Recording | null> {
  const row = (await recordingStore.list(personId)).find((other) => other.id === id);
  const pieces = await recordingStore.readPieces(id);
  if (!row || pieces.length === 0) return null;
  return {
    id,
    file: new File(pieces, nameRecording(row.type, new Date(row.startedAt)), { type: bareType(row.type) }),
    durationMs: row.durationMs,
    waveform: new LevelTrace(row.levels).toWaveform(),
  };
}

/** Takes back that it was thrown away. */
export async function restoreRecording(personId: string, id: string): Promise<KeptRecording | null> {
  const row = (await recordingStore.list(personId)).find((other) => other.id === id);
  if (!row) return null;
  await recordingStore.save({ ...row, isDiscarded: false });
  return row;
}

/** Forgets a kept recording. Never throws: what cannot be removed is cleared away at the next visit. */
export async function removeKeptRecording(id: string): Promise<void> {
  await recordingStore.remove(id).catch(() => {});
}
