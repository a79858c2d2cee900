import type { FileBytes } from './file-bytes';

const HEADER_BYTES = 10;
/** Some programs write two; a file with more was made to be read for long. */
const MAX_TAGS = 8;

/** Where the sound begins: behind the ID3v2 tags, which may hold pictures of many megabytes. */
export async function skipTags(file: FileBytes): Promise<number> {
  let at = 0;
  for (let tag = 0; tag < MAX_TAGS; tag += 1) {
    const header = await file.read(at, HEADER_BYTES);
    if (header.length < HEADER_BYTES || header.toString('latin1', 0, 3) !== 'ID3') break;
    const footerBytes = (header.readUInt8(5) & 0x10) === 0 ? 0 : HEADER_BYTES;
    at += HEADER_BYTES + readSynchsafe(header, 6) + footerBytes;
  }
  return at;
}

/** Four bytes of seven bits each. */
function readSynchsafe(bytes: Buffer, at: number): number {
  let value = 0;
  for (let index = at; index < at + 4; index += 1) value = value * 128 + (bytes.readUInt8(index) & 0x7f);
  return value;
}
