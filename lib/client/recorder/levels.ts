/** How often the loudness is looked at: 25 times a second, as fast as eyes follow bars. */
export const LEVEL_MS = 40;
/** Bars of a finished recording: as many as fit beside a thumb. */
const BARS = 96;
/** −60 dB: quieter than this all along is a room, not a voice, and is not blown up to full height. */
const QUIETEST_FULL_SCALE = 0.001;

/**
 * The loudness of a recording over its time, one byte for each 40 ms recorded. Bytes are the square root of the
 * loudness, so that quiet speech keeps its shape in them; as heights on a screen they look as loud as they sound.
 */
export class LevelTrace {
  private values: number[];

  constructor(values: Iterable<number> = []) {
    this.values = [...values];
  }

  /** Takes the loudness (RMS, from 0 to 1) of a moment; a browser that was slow leaves no gap. */
  add(level: number, atMs: number): void {
    const value = Math.round(255 * Math.sqrt(Math.min(1, Math.max(0, level))));
    const upTo = Math.floor(atMs / LEVEL_MS);
    while (this.values.length <= upTo) this.values.push(value);
  }

  get length(): number {
    return this.values.length;
  }

  /** The latest values, oldest first. */
  last(count: number): number[] {
    return this.values.slice(-count);
  }

  toBytes(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.values);
  }

  /** As an asset carries it: base64, one byte a bar, 255 the loudest. Null when nothing was heard yet. */
  toWaveform(): string | null {
    if (this.values.length === 0) return null;
    const bars = squeeze(this.values, Math.min(BARS, this.values.length));
    const loudest = Math.max(QUIETEST_FULL_SCALE, ...bars);
    return btoa(String.fromCharCode(...bars.map((bar) => Math.round((bar / loudest) * 255))));
  }
}

/** Fewer values over the same time, as the server does it: of each stretch the loudness of all of it. */
function squeeze(values: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * values.length) / count);
    const to = Math.max(from + 1, Math.floor(((index + 1) * values.length) / count));
    const stretch = values.slice(from, to).map((value) => (value / 255) ** 2);
    return Math.sqrt(stretch.reduce((sum, level) => sum + level ** 2, 0) / stretch.length);
  });
}
