import type { Play } from './play';
import type { RecordedRequest } from './server';

/** What a replica says by default: what it was sent, so that a test of the whole way can see it. */
export function tellReceived(
  name: string,
  { prompt, images }: RecordedRequest,
  { text, tokens }: Play,
): string {
  if (text !== undefined) return text;
  if (tokens !== undefined) return Array.from({ length: tokens }, (_, index) => `word${index + 1}`).join(' ');
  const asked = prompt.replace(/\[\[[^\]]*\]\]/g, '').trim();
  const seen = images.map(({ mediaType, bytes }) => `${mediaType} of ${bytes.byteLength} bytes`).join(', ');
  return `This is the ${name} replica. You wrote: "${asked}".${seen ? ` I received ${images.length} picture(s): ${seen}.` : ''}`;
}
