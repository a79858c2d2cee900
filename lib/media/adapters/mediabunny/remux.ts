import { askContainer } from './ask-container';
import { readContainer } from './read-container';

export type RemuxTarget = 'mp4' | 'webm' | 'mp3' | 'flac';

/** Copying 100 MB takes a few seconds. */
const TIMEOUT_MS = 60_000;

export type Remux = {
  source: string;
  target: string;
  format: RemuxTarget;
  /** Which of the tracks go along. */
  tracks: ('video' | 'audio')[];
  signal: AbortSignal;
};

/**
 * Puts the tracks of a file, as they are, into another container, which tells its duration and can be seeked in.
 * Resolves to false when that cannot be done with these tracks or this file. Throws the signal's reason.
 */
export async function remux({ source, signal, ...given }: Remux): Promise<boolean> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  try {
    const task = { task: 'remux', file: source, ...given } as const;
    const copied = await askContainer<{ durationMs: number } | null>(task, until);
    return copied !== null && (await isComplete(given.target, copied.durationMs));
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

/** Odd time stamps can end the copy early without an error. */
async function isComplete(target: string, durationMs: number): Promise<boolean> {
  const made = await readContainer(target);
  return made !== null && Math.abs(made.durationMs - durationMs) <= Math.max(250, durationMs * 0.02);
}
