import { readChunks } from './chunks';
import type { FileBytes } from './file-bytes';
import { readMpegFrame } from './mpeg-audio';
import { scanFrames } from './scan-frames';
import { nothingPlayable, soundOnly, type TrackFacts } from './track-facts';

const codecs: Record<number, string> = {
  1: 'pcm',
  2: 'adpcm',
  3: 'pcm',
  6: 'alaw',
  7: 'ulaw',
  17: 'adpcm',
  49: 'gsm',
  85: 'mp3',
};
const FORMAT_BYTES = 16;
/** Its real format number stands in a longer description. */
const EXTENSIBLE = 0xfffe;
const HEADER_BYTES = 12;

/** WAV, also with 64-bit lengths and with codecs other than PCM. */
export async function readWave(file: FileBytes): Promise<TrackFacts> {
  let format: { codec: string | null; bytesPerSecond: number } | null = null;
  for await (const chunk of readChunks(file, HEADER_BYTES, 'LE')) {
    if (chunk.type === 'fmt ') format = readFormat(await file.read(chunk.at, Math.min(chunk.length, 40)));
    if (chunk.type !== 'data' || !format) continue;
    // A recorder that was killed, and one with 64-bit lengths, leaves no length here: the sound is the rest.
    const length = chunk.length || file.size - chunk.at;
    if (length <= 0) return nothingPlayable;
    if (format.codec === 'mp3')
      return soundOnly('mp3', (await scanFrames(file, chunk.at, readMpegFrame)).seconds);
    return soundOnly(format.codec, format.bytesPerSecond > 0 ? length / format.bytesPerSecond : null);
  }
  return nothingPlayable;
}

function readFormat(bytes: Buffer): { codec: string | null; bytesPerSecond: number } | null {
  if (bytes.length < FORMAT_BYTES) return null;
  const tag = bytes.readUInt16LE(0);
  const real = tag === EXTENSIBLE && bytes.length >= 26 ? bytes.readUInt16LE(24) : tag;
  return { codec: codecs[real] ?? null, bytesPerSecond: bytes.readUInt32LE(8) };
}
