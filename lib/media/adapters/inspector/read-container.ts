import { ask } from './inspector';

/** A track with sound or film, as its container describes it. */
export type ContainerTrack = {
  kind: 'audio' | 'video';
  /** Short name (avc, opus …), or the container's own when it has none. */
  codec: string | null;
  /** As RFC 6381 writes codecs: mp4a.40.2. */
  parameters: string | null;
  /** What the decoder is told before the first sample, base64. */
  setup: string | null;
  /** As people see it: rotation and pixel shape applied. */
  width: number | null;
  height: number | null;
  /** It lists samples; whether their bytes are in the file is told by `endSeconds`. */
  hasSamples: boolean;
  isEncrypted: boolean;
  /** It has one sample alone, as a picture on a cover has. */
  isSingle: boolean;
  startSeconds: number;
  /** When the last sample ends whose bytes are in the file; 0 for a file that was cut off before the first. */
  endSeconds: number | null;
};

export type Container = { container: string; tracks: ContainerTrack[] };

/** Reading every header of the largest film takes about a second. */
const TIMEOUT_MS = 10_000;

/**
 * The tracks of MP4, QuickTime, Matroska, WebM, FLAC, AAC and MPEG transport streams. Throws when the file is none
 * of them, or keeps the parser busy for too long.
 */
export function readContainer(file: string, startsAtBox = false): Promise<Container> {
  return ask<Container>({ task: 'tracks', file, startsAtBox }, TIMEOUT_MS);
}
