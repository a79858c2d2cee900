import type { FileBytes } from './file-bytes';

export type Chunk = { type: string; at: number; length: number };

/** Honest files have about ten; each is a read. */
const MAX_CHUNKS = 1_000;
const HEADER_BYTES = 8;

/**
 * The chunks of a RIFF or AIFF file from `at` on: four letters, a length, the content, padded to an even length. A
 * length beyond the end of the file is cut to it.
 */
export async function* readChunks(file: FileBytes, at: number, order: 'LE' | 'BE'): AsyncGenerator<Chunk> {
  let next = at;
  for (let count = 0; count < MAX_CHUNKS; count += 1) {
    const header = await file.read(next, HEADER_BYTES);
    if (header.length < HEADER_BYTES) return;
    const declared = order === 'LE' ? header.readUInt32LE(4) : header.readUInt32BE(4);
    const start = next + HEADER_BYTES;
    yield { type: header.toString('latin1', 0, 4), at: start, length: Math.min(declared, file.size - start) };
    next = start + declared + (declared % 2);
  }
}
