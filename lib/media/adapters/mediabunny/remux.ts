import {
  Conversion,
  FilePathTarget,
  FlacOutputFormat,
  Mp3OutputFormat,
  Mp4OutputFormat,
  Output,
  type OutputFormat,
  WebMOutputFormat,
} from 'mediabunny';
import { openContainer } from './open-container';
import { readContainer } from './read-container';

export type RemuxTarget = 'mp4' | 'webm' | 'mp3' | 'flac';

const outputFormats: Record<RemuxTarget, () => OutputFormat> = {
  mp4: () => new Mp4OutputFormat(),
  webm: () => new WebMOutputFormat(),
  mp3: () => new Mp3OutputFormat(),
  flac: () => new FlacOutputFormat(),
};

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
export async function remux({ source, target, format, tracks, signal }: Remux): Promise<boolean> {
  signal.throwIfAborted();
  const input = openContainer(source);
  const until = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  // A disposed input ends whatever is being read with an error.
  const stop = () => input[Symbol.dispose]();
  until.addEventListener('abort', stop, { once: true });
  try {
    const output = new Output({ format: outputFormats[format](), target: new FilePathTarget(target) });
    const conversion = await Conversion.init({
      input,
      output,
      tracks: 'primary',
      video: { discard: !tracks.includes('video') },
      audio: { discard: !tracks.includes('audio') },
      // The tags of the original may say where it was recorded. Recordings rarely begin at exactly 0.
      tags: {},
      copy: { mode: 'forced', shiftTolerance: Number.POSITIVE_INFINITY },
      showWarnings: false,
    });
    if (!conversion.isValid || conversion.utilizedTracks.length < tracks.length) return false;
    await conversion.execute();
    return await isComplete(source, target);
  } catch {
    signal.throwIfAborted();
    return false;
  } finally {
    until.removeEventListener('abort', stop);
    stop();
  }
}

/** Odd time stamps can end the copy early without an error. */
async function isComplete(source: string, target: string): Promise<boolean> {
  const [before, after] = await Promise.all([readContainer(source), readContainer(target)]);
  if (!before || !after) return false;
  return Math.abs(after.durationMs - before.durationMs) <= Math.max(250, before.durationMs * 0.02);
}
