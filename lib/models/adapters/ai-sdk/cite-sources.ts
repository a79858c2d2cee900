/** A place in a text and the source that speaks for what stands before it. What lies between `from` and `to` gives way. */
export type Mark = { from: number; to: number; url: string; title: string };

export type Source = { url: string; title: string };

/** More than these nobody looks at. */
const MAX_SOURCES = 20;

/**
 * Puts `[n]` where the marks are and lists the sources, numbered from 1 in the order in which they are met. A text
 * without marks lists those of `others` that it may come from. Positions are those of JavaScript strings.
 */
export function citeSources(
  text: string,
  marks: readonly Mark[],
  others: readonly Source[] = [],
): { text: string; sources: Source[] } {
  const sources: Source[] = [];
  const numberOf = ({ url, title }: Source): number | null => {
    const known = sources.findIndex((source) => source.url === url);
    if (known >= 0) return known + 1;
    if (sources.length === MAX_SOURCES || !isWebAddress(url)) return null;
    return sources.push({ url, title: title.trim() || new URL(url).hostname });
  };
  const places = new Map<string, { from: number; to: number; numbers: Set<number> }>();
  for (const mark of [...marks].sort((a, b) => a.to - b.to || a.from - b.from)) {
    const number = numberOf(mark);
    if (number === null) continue;
    const key = `${mark.from} ${mark.to}`;
    const place = places.get(key) ?? { from: mark.from, to: mark.to, numbers: new Set<number>() };
    places.set(key, place);
    place.numbers.add(number);
  }
  let cited = '';
  let at = 0;
  for (const { from, to, numbers } of places.values()) {
    cited += `${text.slice(at, Math.max(at, from))}${[...numbers].map((number) => `[${number}]`).join('')}`;
    at = Math.max(at, to);
  }
  if (sources.length === 0) for (const other of others) numberOf(other);
  return { text: `${cited}${text.slice(at)}`.trim(), sources };
}

/** True for an address that a page may lead to. */
export function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** Where the characters of a text begin and end, told by someone who counts in bytes of UTF-8. */
export function fromByteOffset(text: string, offset: number): number {
  let bytes = 0;
  let index = 0;
  for (const character of text) {
    if (bytes >= offset) break;
    bytes += Buffer.byteLength(character);
    index += character.length;
  }
  return index;
}

/** The same, told by someone who counts characters of Unicode. */
export function fromCharacterOffset(text: string, offset: number): number {
  let index = 0;
  let count = 0;
  for (const character of text) {
    if (count === offset) break;
    count += 1;
    index += character.length;
  }
  return index;
}
