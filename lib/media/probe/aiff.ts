import { readChunks } from './chunks';
import type { FileBytes } from './file-bytes';
import { nothingPlayable, soundOnly, type TrackFacts } from './track-facts';

const HEADER_BYTES = 12;
const COMMON_BYTES = 18;
/** Two numbers before the sound itself. */
const SOUND_HEADER_BYTES = 8;

/** AIFF and AIFF-C. */
export async function readAiff(file: FileBytes): Promise<TrackFacts> {
  let common: { codec: string; seconds: number } | null = null;
  let hasSound = false;
  for await (const chunk of readChunks(file, HEADER_BYTES, 'BE')) {
    if (chunk.type === 'COMM') common = readCommon(await file.read(chunk.at, Math.min(chunk.length, 22)));
    if (chunk.type === 'SSND' && chunk.length > SOUND_HEADER_BYTES) hasSound = true;
  }
  return common && hasSound && common.seconds > 0 ? soundOnly(common.codec, common.seconds) : nothingPlayable;
}

function readCommon(bytes: Buffer): { codec: string; seconds: number } | null {
  if (bytes.length < COMMON_BYTES) return null;
  const rate = readExtended(bytes, 8);
  const compression = bytes.length >= 22 ? bytes.toString('latin1', 18, 22).trim().toLowerCase() : 'none';
  const codec = ['none', 'twos', 'sowt'].includes(compression)
    ? 'pcm'
    : compression.replace(/[^a-z0-9]/g, '');
  return { codec, seconds: rate > 0 ? bytes.readUInt32BE(2) / rate : 0 };
}

/** A number of 80 bits, as AIFF keeps the sample rate. */
function readExtended(bytes: Buffer, at: number): number {
  const exponent = (bytes.readUInt16BE(at) & 0x7fff) - 16_383;
  const value = bytes.readUInt32BE(at + 2) * 2 ** (exponent - 31);
  return Number.isFinite(value) ? value : 0;
}
