import { createContext, use } from 'react';
import type { Citation } from '@/lib/contracts';
import { safeLinkUrl } from './safe-url';

/** The sources of the answer around a text, by which `[1]` and `[1, 2]` in it become links. */
export const Citations = createContext<readonly Citation[]>([]);

/** Plain words in which the numbers of sources are links; a number that is no source of this answer stays text. */
export function CitedText({ text }: { text: string }) {
  const citations = use(Citations);
  if (citations.length === 0) return text;
  const parts = text.split(/(\[\d{1,3}(?:, ?\d{1,3})*\])/);
  return parts.map((part, index) => {
    const sources = index % 2 === 1 ? sourcesOf(part, citations) : null;
    return sources
      ? sources.map(({ number, title, url }) => (
          <sup key={`${index} ${number}`} className="citation">
            <a
              href={url}
              target="_blank"
              rel="noopener noreferrer nofollow"
              title={title}
              aria-label={`Source ${number}: ${title}`}
            >
              {number}
            </a>
          </sup>
        ))
      : // The mark stands at its word, not after a space.
        index + 1 < parts.length && sourcesOf(parts[index + 1] ?? '', citations)
        ? part.trimEnd()
        : part;
  });
}

/** The sources that a mark names; null unless all of them are there and may be opened. */
function sourcesOf(mark: string, citations: readonly Citation[]): Citation[] | null {
  const found = mark
    .slice(1, -1)
    .split(',')
    .flatMap((number) => {
      const source = citations.find((one) => one.number === Number(number));
      const url = source && safeLinkUrl(source.url);
      return url ? [{ ...source, url }] : [];
    });
  return found.length === mark.split(',').length ? found : null;
}
