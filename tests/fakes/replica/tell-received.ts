import { type Play, withoutMarkers } from './play';
import type { RecordedRequest } from './server';

/** What a replica says by default: what it was sent, so that a test of the whole way can see it. */
export function tellReceived(
  name: string,
  { prompt, images, results }: RecordedRequest,
  { text, tokens }: Play,
): string {
  if (text !== undefined) return text;
  if (tokens !== undefined) return Array.from({ length: tokens }, (_, index) => `word${index + 1}`).join(' ');
  if (results.length > 0)
    return `This is the ${name} replica. The tool answered: "${results.join('" and "')}".`;
  const asked = withoutMarkers(prompt);
  const seen = images.map(({ mediaType, bytes }) => `${mediaType} of ${bytes.byteLength} bytes`).join(', ');
  return `This is the ${name} replica. You wrote: "${asked}".${seen ? ` I received ${images.length} picture(s): ${seen}.` : ''}`;
}
