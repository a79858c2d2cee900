import { MAX_SVG_BYTES, maxBytesOf } from './limits';
import type { DetectedType } from './media-types';

/** What is known of a file after all of it was looked at, without decoding it. */
export type Judgement = {
  type: DetectedType;
  durationMs: number | null;
  codec: string | null;
  /** As people see it: rotation applied. Pictures learn theirs when they are prepared. */
  width: number | null;
  height: number | null;
};

/** The type that the first bytes told, and the file with all its bytes. */
export async function judge(type: DetectedType, _file: string): Promise<Judgement> {
  return { type, durationMs: null, codec: null, width: null, height: null };
}

/** The most that a file may hold which began like this; what it is in the end may allow less. */
export function maxBytesWhileReading(type: DetectedType): number {
  if (type.preparation === 'svg') return Math.min(MAX_SVG_BYTES, maxBytesOf('image'));
  // Sound and film share these containers: only the tracks tell them apart.
  return sharedContainers.has(type.contentType)
    ? Math.max(maxBytesOf('audio'), maxBytesOf('video'))
    : maxBytesOf(type.kind);
}

const sharedContainers = new Set(['audio/mp4', 'audio/webm', 'audio/ogg', 'audio/x-ms-asf']);
