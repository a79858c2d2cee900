import type { Transcript } from '@/lib/contracts';

export type Segment = Transcript['segments'][number];

/**
 * Which of the segments, in order of time, is being said at a moment: the last one that has begun, also in the
 * silence after it. -1 before the first.
 */
export function segmentAt(segments: readonly { start_ms: number }[], timeMs: number): number {
  let from = 0;
  let to = segments.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((segments[middle]?.start_ms ?? 0) <= timeMs) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}
