/**
 * Loudness as the heights of so many bars, from 0 to 1. `waveform` is base64 with one byte a bar, sharing the
 * duration equally. Null when it is none.
 */
export function readWaveform(waveform: string | null, bars: number): number[] | null {
  if (!waveform || bars < 1) return null;
  let letters: string;
  try {
    letters = atob(waveform);
  } catch {
    return null;
  }
  if (letters.length === 0) return null;
  return Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar * letters.length) / bars);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * letters.length) / bars));
    let loudest = 0;
    for (let at = from; at < to; at += 1) loudest = Math.max(loudest, letters.charCodeAt(at));
    return loudest / 255;
  });
}

/** Low, even bars for sound that was not measured: clearly no picture of it, and calm. */
export function placeholderWaveform(bars: number): number[] {
  return Array.from({ length: bars }, (_, bar) => 0.16 + 0.08 * Math.sin(bar * 0.7) ** 2);
}
