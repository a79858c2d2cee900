import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

export const MAX_BARS = 120;
const BYTES_PER_SAMPLE = 2;
/** −60 dB: a recording of nothing is a flat line, not its noise made large. */
const QUIETEST_FULL_SCALE = 32;

/**
 * The loudness of a recording over time: at most 120 bars of one byte, base64, 255 for the loudest. Reads a file of
 * mono 16-bit little-endian samples piece by piece. Null when there are no samples.
 */
export async function measureWaveform(pcmFile: string): Promise<string | null> {
  const samples = Math.floor((await stat(pcmFile)).size / BYTES_PER_SAMPLE);
  const bars = Math.min(MAX_BARS, samples);
  if (bars === 0) return null;
  const squares = new Float64Array(bars);
  const counts = new Float64Array(bars);
  let sample = 0;
  for await (const bytes of wholeSamples(pcmFile)) {
    for (let at = 0; at < bytes.length && sample < samples; at += BYTES_PER_SAMPLE, sample += 1) {
      const bar = Math.floor((sample * bars) / samples);
      const value = bytes.readInt16LE(at);
      squares[bar] = (squares[bar] ?? 0) + value * value;
      counts[bar] = (counts[bar] ?? 0) + 1;
    }
  }
  const levels = squares.map((sum, bar) => Math.sqrt(sum / Math.max(1, counts[bar] ?? 0)));
  const loudest = Math.max(QUIETEST_FULL_SCALE, ...levels);
  return Buffer.from(levels.map((level) => Math.round((level / loudest) * 255))).toString('base64');
}

/** Chunks of a file may end between the two bytes of a sample. */
async function* wholeSamples(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const whole = bytes.length - (bytes.length % BYTES_PER_SAMPLE);
    rest = bytes.subarray(whole);
    yield bytes.subarray(0, whole);
  }
}
