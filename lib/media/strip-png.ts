import { readFile, writeFile } from 'node:fs/promises';

/**
 * Chunks that make the picture. Text chunks are left out: each may inflate to 50 MB, a file of 20 MB can hold
 * hundreds, and libpng would unpack them all before the first pixel (10 of them: 3 s and 700 MB).
 */
const keptChunks = new Set([
  'IHDR',
  'PLTE',
  'tRNS',
  'IDAT',
  'IEND',
  'gAMA',
  'cHRM',
  'sRGB',
  'sBIT',
  'cICP',
  'iCCP',
  'eXIf',
]);
/** Compressed or parsed ones: the first counts, and only of a sensible size. */
const extraChunks = new Set(['iCCP', 'eXIf']);
const MAX_EXTRA_BYTES = 2 * 1024 * 1024;

const SIGNATURE_BYTES = 8;
const CHUNK_FRAME_BYTES = 12;

/** Copies a PNG without the chunks that are no part of the picture; a damaged end is copied as it is. */
export async function stripPng(source: string, target: string): Promise<void> {
  // Whole in memory, which the limit for pictures allows: chunks can be 12 bytes small, and a read each is slow.
  const png = await readFile(source);
  await writeFile(target, Buffer.concat(keptParts(png)), { flag: 'wx', mode: 0o600 });
}

function keptParts(png: Buffer): Buffer[] {
  const parts = [png.subarray(0, SIGNATURE_BYTES)];
  const seen = new Set<string>();
  for (let start = SIGNATURE_BYTES; start + CHUNK_FRAME_BYTES <= png.length; ) {
    const length = png.readUInt32BE(start);
    const type = png.toString('latin1', start + 4, start + 8);
    const chunk = png.subarray(start, start + CHUNK_FRAME_BYTES + length);
    const isSpare = extraChunks.has(type) && (seen.has(type) || length > MAX_EXTRA_BYTES);
    if (keptChunks.has(type) && !isSpare) parts.push(chunk);
    seen.add(type);
    if (type === 'IEND') break;
    start += CHUNK_FRAME_BYTES + length;
  }
  return parts;
}
