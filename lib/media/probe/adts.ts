import type { FileBytes } from './file-bytes';
import { type Frame, scanFrames } from './scan-frames';
import { skipTags } from './skip-tags';
import { soundOnly, type TrackFacts, unreadable } from './track-facts';

const sampleRates = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
];
const SAMPLES_PER_BLOCK = 1024;
const HEADER_BYTES = 7;
const LEAST_FRAMES = 2;

/** AAC as it is broadcast, without a container. */
export async function readAdts(file: FileBytes): Promise<TrackFacts> {
  const start = await skipTags(file);
  // The older form has one header for the whole file and says no duration.
  if ((await file.read(start, 4)).toString('latin1') === 'ADIF') return soundOnly('aac', null);
  const { frames, seconds } = await scanFrames(file, start, readAdtsFrame);
  return frames < LEAST_FRAMES ? unreadable : soundOnly('aac', seconds);
}

export function readAdtsFrame(bytes: Buffer, at: number): Frame | null {
  if (at < 0 || at + HEADER_BYTES > bytes.length) return null;
  // Twelve bits of ones; then the layer, which is 0.
  if ((bytes.readUInt16BE(at) & 0xfff6) !== 0xfff0) return null;
  const length = (bytes.readUInt32BE(at + 3) >>> 13) & 0x1fff;
  if (length < HEADER_BYTES) return null;
  const rateIndex = (bytes.readUInt8(at + 2) >>> 2) & 15;
  const sampleRate = sampleRates[rateIndex];
  const blocks = (bytes.readUInt8(at + 6) & 3) + 1;
  return {
    bytes: length,
    codec: 'aac',
    seconds: sampleRate ? (blocks * SAMPLES_PER_BLOCK) / sampleRate : null,
    stream: `aac-${rateIndex}`,
    isDescription: false,
  };
}
