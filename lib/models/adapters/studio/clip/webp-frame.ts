/**
 * The VP8 key frame within a lossy WebP file, which is what a WebM film of VP8 is made of. Throws when there is none:
 * lossless files and those with transparency are made of something else.
 */
export function readVp8Frame(webp: Uint8Array): Uint8Array {
  const view = new DataView(webp.buffer, webp.byteOffset, webp.byteLength);
  const nameAt = (offset: number) => String.fromCharCode(...webp.subarray(offset, offset + 4));
  if (webp.byteLength < 20 || nameAt(0) !== 'RIFF' || nameAt(8) !== 'WEBP')
    throw new Error('This is no WebP file.');
  for (let at = 12; at + 8 <= webp.byteLength; ) {
    const size = view.getUint32(at + 4, true);
    if (nameAt(at) === 'VP8 ') return webp.slice(at + 8, at + 8 + size);
    at += 8 + size + (size % 2);
  }
  throw new Error('This WebP file is not lossy.');
}
