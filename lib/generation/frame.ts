import type { StreamChunk } from '@/lib/contracts';

/** A numbered SSE event. The number is the chunk's place in the run's log. */
export function toFrame(seq: number, chunk: StreamChunk): string {
  return `id: ${seq}\ndata: ${JSON.stringify(chunk)}\n\n`;
}

/** An SSE event outside the log. */
export function toUnnumberedFrame(chunk: object): string {
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

/** The AI SDK's end mark. */
export const DONE_FRAME = 'data: [DONE]\n\n';

/** Splits stored frames into number and chunk. */
export function parseFrames(frames: string): { seq: number; chunk: StreamChunk }[] {
  return frames
    .split('\n\n')
    .filter((frame) => frame !== '')
    .map((frame) => {
      const newline = frame.indexOf('\n');
      return {
        seq: numberAt(frame, 0),
        chunk: JSON.parse(frame.slice(newline + '\ndata: '.length)) as StreamChunk,
      };
    });
}

/** The part of stored frames whose numbers are greater than `after`. Only the frames before it are looked at. */
export function framesAfter(frames: string, after: number): string {
  let at = 0;
  while (at < frames.length && numberAt(frames, at) <= after) {
    const end = frames.indexOf('\n\n', at);
    if (end < 0) return '';
    at = end + 2;
  }
  return frames.slice(at);
}

function numberAt(frames: string, at: number): number {
  return Number(frames.slice(at + 'id: '.length, frames.indexOf('\n', at)));
}
