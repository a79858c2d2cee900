import type { FileBytes } from './file-bytes';

/** One frame of a stream without a container, told from its header. */
export type Frame = {
  bytes: number;
  codec: string;
  /** Null when the header does not tell. */
  seconds: number | null;
  /** Frames that follow each other in a stream agree on this. */
  stream: string;
  /** It describes the stream and holds no sound. */
  isDescription: boolean;
};

/** The frame that begins at `at`, or null. Frames begin with the byte 0xff. */
export type ReadFrame = (bytes: Buffer, at: number) => Frame | null;

export type FrameScan = {
  frames: number;
  seconds: number | null;
  /** Of the last run. */
  codec: string | null;
};

const BLOCK_BYTES = 1024 * 1024;
/** More than a frame with the header of its follower in any of these formats. */
const FRAME_BYTES = 16 * 1024;
const FRAME_START = 0xff;

/**
 * Counts the whole frames of a stream, from `start` to the end of the file. A frame counts when another of the same
 * stream follows, or followed: any two bytes may look like a header. What lies between runs of frames is skipped.
 */
export async function scanFrames(file: FileBytes, start: number, readFrame: ReadFrame): Promise<FrameScan> {
  const scan: FrameScan = { frames: 0, seconds: 0, codec: null };
  let block: Buffer = Buffer.alloc(0);
  let blockAt = start;
  let previous: string | null = null;
  for (let at = start; at < file.size; ) {
    const isLast = blockAt + block.length >= file.size && block.length > 0;
    if (!isLast && at + FRAME_BYTES > blockAt + block.length) {
      block = await file.read(at, BLOCK_BYTES);
      blockAt = at;
      if (block.length === 0) break;
    }
    const frame = readFrame(block, at - blockAt);
    const end = at + (frame?.bytes ?? 0);
    if (
      frame &&
      end <= file.size &&
      belongs(frame, previous, readFrame(block, end - blockAt), end === file.size)
    ) {
      count(scan, frame);
      previous = frame.stream;
      at = end;
      continue;
    }
    previous = null;
    const next = block.indexOf(FRAME_START, at - blockAt + 1);
    at = next === -1 ? blockAt + block.length : blockAt + next;
  }
  return scan;
}

/** Frames at the beginning of these bytes, one directly behind the other. */
export function countFrames(bytes: Buffer, readFrame: ReadFrame): number {
  let most = 0;
  for (let start = bytes.indexOf(FRAME_START); start !== -1; ) {
    let [at, run] = [start, 0];
    for (let frame = readFrame(bytes, at); frame; frame = readFrame(bytes, at)) {
      at += frame.bytes;
      run += 1;
    }
    most = Math.max(most, run);
    start = bytes.indexOf(FRAME_START, Math.max(at, start + 1));
  }
  return most;
}

function belongs(frame: Frame, previous: string | null, next: Frame | null, isEnd: boolean): boolean {
  return previous === frame.stream || next?.stream === frame.stream || (isEnd && previous === null);
}

function count(scan: FrameScan, frame: Frame): void {
  if (frame.isDescription) return;
  scan.frames += 1;
  scan.codec = frame.codec;
  scan.seconds = scan.seconds === null || frame.seconds === null ? null : scan.seconds + frame.seconds;
}
