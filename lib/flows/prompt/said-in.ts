import type { Transcript } from '@/lib/contracts';

/** What is said, with the time of each line where that is known. */
export function saidIn({ text, segments }: Transcript): string {
  const lines = segments.map((line) => `[${clockTime(line.start_ms)}] ${line.text}`);
  return lines.length > 0 ? lines.join('\n') : text;
}

export function clockTime(atMs: number): string {
  const seconds = Math.floor(atMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
