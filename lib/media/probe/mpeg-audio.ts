import type { FileBytes } from './file-bytes';
import { type Frame, scanFrames } from './scan-frames';
import { skipTags } from './skip-tags';
import { soundOnly, type TrackFacts, unreadable } from './track-facts';

/** Kilobits a second by index; a row for each layer, of MPEG 1 and of MPEG 2 and 2.5. */
const bitrates: Record<string, number[]> = {
  '1-1': [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1-2': [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1-3': [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2-1': [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2-2': [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  '2-3': [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const sampleRates = [44_100, 48_000, 32_000];
const halvings: Record<number, number> = { 0: 2, 2: 1, 3: 0 };
/** Players want a second frame to believe the first. */
const LEAST_FRAMES = 2;
const HEADER_BYTES = 4;
/** How far behind the header the marks of a describing frame are found. */
const DESCRIPTION_BYTES = 40;

/** MP3 and its elder siblings, layers I and II. The bit rate "free" is not read. */
export async function readMpegAudio(file: FileBytes): Promise<TrackFacts> {
  const { frames, seconds, codec } = await scanFrames(file, await skipTags(file), readMpegFrame);
  return frames < LEAST_FRAMES ? unreadable : soundOnly(codec, seconds);
}

export function readMpegFrame(bytes: Buffer, at: number): Frame | null {
  if (at < 0 || at + HEADER_BYTES > bytes.length) return null;
  const header = bytes.readUInt32BE(at);
  if (header >>> 21 !== 0x7ff) return null;
  const version = (header >>> 19) & 3;
  const layer = 4 - ((header >>> 17) & 3);
  const rate = sampleRates[(header >>> 10) & 3];
  const halving = halvings[version];
  if (layer === 4 || rate === undefined || halving === undefined) return null;
  const kilobits = bitrates[`${version === 3 ? 1 : 2}-${layer}`]?.[(header >>> 12) & 15];
  if (!kilobits) return null;
  const sampleRate = rate >> halving;
  const padding = (header >>> 9) & 1;
  const samples = layer === 1 ? 384 : layer === 3 && version !== 3 ? 576 : 1152;
  const slots = Math.floor(((samples / 8) * kilobits * 1000) / sampleRate / (layer === 1 ? 4 : 1)) + padding;
  return {
    bytes: slots * (layer === 1 ? 4 : 1),
    codec: `mp${layer}`,
    seconds: samples / sampleRate,
    stream: `${version}-${layer}-${sampleRate}`,
    isDescription: isDescription(bytes, at),
  };
}

/** Encoders put a frame in front that tells the length of the rest; its sound is silence. */
function isDescription(bytes: Buffer, at: number): boolean {
  const start = bytes.toString('latin1', at + HEADER_BYTES, at + DESCRIPTION_BYTES);
  return start.includes('Xing') || start.includes('Info') || start.includes('VBRI');
}
