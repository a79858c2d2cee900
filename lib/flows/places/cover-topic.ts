import { toSpeakableText } from '@/lib/contracts';

/** Enough for a picture; what is longer only confuses whoever draws it. */
const MAX_CHARACTERS = 400;

/** What a conversation is about, for whoever draws its cover: its title, then what the person first said. */
export function coverTopic(title: string | null, said: string[]): string {
  const words = said.map((text) => toSpeakableText(text.slice(0, 2_000)).replace(/\s+/g, ' '));
  // A title is usually the beginning of what was said.
  const begins = title?.replace(/…$/, '') ?? '';
  const parts = words[0]?.startsWith(begins) ? words : [title ?? '', ...words];
  const topic = parts
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, MAX_CHARACTERS)
    .replace(/\p{Cs}$/u, '')
    .trim();
  return topic === '' ? 'a quiet conversation' : topic;
}
