import type { Segment } from './segments';

/** A transcript as WebVTT, which is how browsers take captions. Its text is text, whatever it looks like. */
export function buildCaptions(segments: readonly Segment[]): string {
  const cues = segments.flatMap(({ start_ms, end_ms, text }) => {
    const words = text.replace(/\s+/g, ' ').trim();
    // A cue that does not last is refused together with what follows it.
    if (words === '' || end_ms <= start_ms) return [];
    return [`${stamp(start_ms)} --> ${stamp(end_ms)}\n${escapeCue(words)}`];
  });
  return `WEBVTT\n\n${cues.join('\n\n')}\n`;
}

const escapeCue = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function stamp(timeMs: number): string {
  const total = Math.max(0, Math.round(timeMs));
  const pad = (value: number, length = 2) => String(value).padStart(length, '0');
  const hours = Math.floor(total / 3_600_000);
  const minutes = Math.floor(total / 60_000) % 60;
  return `${pad(hours)}:${pad(minutes)}:${pad(Math.floor(total / 1000) % 60)}.${pad(total % 1000, 3)}`;
}
