import path from 'node:path';
import { findConverter } from '../adapters/ffmpeg/find-converter';
import { readInputInfo } from '../adapters/ffmpeg/read-input-info';
import { runFfmpeg } from '../adapters/ffmpeg/run-ffmpeg';
import { createBoundedWork } from '../bounded-work';
import type { TrackFacts } from './track-facts';

/** Reading headers takes a tenth of a second; somebody waits at the door. */
const TIMEOUT_MS = 5_000;
/** Each is a process that may take 1.5 GB: many files that come at once wait for each other. */
const bounded = createBoundedWork(2);

/**
 * What ffmpeg says about a file of a format that nothing else here reads. Null where there is no ffmpeg, and when
 * it does not know the file either: that alone says nothing about the file. The package without native code takes
 * too long to start for somebody at the door.
 */
export async function askFfmpeg(file: string, kind: 'audio' | 'video'): Promise<TrackFacts | null> {
  const converter = await findConverter();
  if (converter?.kind !== 'system') return null;
  const reading = readInputInfo();
  try {
    await bounded(() =>
      runFfmpeg(converter, {
        kind,
        input: path.resolve(file),
        folder: path.dirname(path.resolve(file)),
        outputs: [['-t', '0', '-f', 'null', '-']],
        timeoutMs: TIMEOUT_MS,
        signal: new AbortController().signal,
        onLine: (line) => reading.take(line),
      }),
    );
  } catch {
    return null;
  }
  const { durationMs, video, audio } = reading.info();
  if (!video && !audio) return null;
  return {
    film: video && { codec: video.codec, width: video.width, height: video.height },
    sound: audio && { codec: audio.codec },
    seconds: durationMs === null ? null : durationMs / 1000,
    obstacle: null,
  };
}
