import type { Citation } from '@/lib/contracts';

type Source = { url: string; title: string };

/** The sources of an answer in the order in which they came, each once. */
export class CitationList {
  readonly all: Citation[] = [];

  /** Adds sources and returns the number that each has in this answer. */
  add(sources: Source[]): number[] {
    return sources.map(({ url, title }) => {
      const known = this.all.find((citation) => citation.url === url);
      if (known) return known.number;
      const number = this.all.length + 1;
      const site = siteOf(url);
      this.all.push({ number, url, title: title || site, site });
      return number;
    });
  }
}

/** A text with `[n]` of one search, with the numbers that its sources have in the whole answer. */
export function renumber(text: string, numbers: number[]): string {
  return text.replace(/\[(\d{1,3})\](?!\()/g, (mark, written: string) => {
    const number = numbers[Number(written) - 1];
    return number === undefined ? mark : `[${number}]`;
  });
}

const siteOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '');
