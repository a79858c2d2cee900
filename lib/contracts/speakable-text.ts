/** What one call of an engine speaks at most. */
export const MAX_SPOKEN_CHARACTERS = 4_000;

/**
 * Markdown as it is read aloud: its words without marks, without code, formulas set apart, pictures and addresses.
 * Headings, points and rows end as sentences do, so that a voice pauses there. Empty when there is nothing to say.
 */
export function toSpeakableText(markdown: string): string {
  const lines = withoutBlocks(markdown).split('\n').map(speakLine);
  return lines
    .join('\n')
    .replace(/[ \t]+/g, ' ')
    .replace(/ +([.,;:!?])/g, '$1')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The text up to the last sentence, or word, that ends within the limit, and whether something is left out. */
export function cutSpoken(text: string, limit = MAX_SPOKEN_CHARACTERS): { text: string; isCut: boolean } {
  if (text.length <= limit) return { text, isCut: false };
  const room = text.slice(0, limit);
  const sentence = /^[\s\S]*[.!?…。！？؟][)"'”’]*(?=\s|$)/u.exec(room)?.[0];
  // A sentence that is longer than half of it is cut between words instead.
  const kept = sentence && sentence.length > limit / 2 ? sentence : room.replace(/\S*$/, '');
  return { text: (kept.trim() || room.replace(/\p{Cs}$/u, '')).trim(), isCut: true };
}

/** The text in pieces of whole sentences: some browsers fall silent in the middle of long ones. */
export function splitSpoken(text: string, limit = 220): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const piece = nextPiece(rest, limit);
    pieces.push(piece.trim());
    rest = rest.slice(piece.length).trim();
  }
  return pieces;
}

function nextPiece(text: string, limit: number): string {
  const paragraph = /^[^\n]+/.exec(text)?.[0] ?? text;
  if (paragraph.length <= limit) return paragraph;
  return cutSpoken(paragraph, limit).text || paragraph.slice(0, limit);
}

function withoutBlocks(markdown: string): string {
  return markdown
    .replace(/\r\n?/g, '\n')
    .replace(/^ {0,3}(```+|~~~+)[\s\S]*?(?:^ {0,3}\1[^\n]*$|(?![\s\S]))/gm, '')
    .replace(/\$\$[\s\S]*?\$\$|\\\[[\s\S]*?\\\]/g, '')
    .replace(/<!--[\s\S]*?-->/g, '');
}

const MARKS = /(\*\*\*|\*\*|\*|~~|___|__)(?=\S)([\s\S]*?\S)\1/g;

function speakLine(line: string): string {
  const bare = line.replace(/^[\s>]+/, '');
  if (/^([-*_] ?){3,}$/.test(bare) || /^\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*$/.test(bare)) return '';
  if (/^\[[^\]]+\]:\s/.test(bare)) return '';
  if (bare.startsWith('|')) return endSentence(cellsOf(bare).map(speakWords).join(', '));
  const point = /^(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(.*)$/.exec(bare);
  const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(bare);
  if (point) return endSentence(speakWords(point[1] ?? ''));
  if (heading) return endSentence(speakWords(heading[1] ?? ''));
  return speakWords(bare);
}

const cellsOf = (row: string) =>
  row
    .split('|')
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');

function speakWords(words: string): string {
  return words
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[\^?\d+\](?!\()/g, '')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]+)\]\[[^\]]*\]/g, '$1')
    .replace(/<(?:https?|mailto):[^>\s]*>/gi, '')
    .replace(/\bhttps?:\/\/[^\s)]+/gi, '')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/`+([^`]*)`+/g, '$1')
    .replace(
      /\\\((.*?)\\\)|\$(?=\S)([^$\n]*?\S)\$(?!\d)/g,
      (_, one?: string, other?: string) => one ?? other ?? '',
    )
    .replace(MARKS, '$2')
    .replace(/(^|\s)_(?=\S)(.*?\S)_(?=$|[\s.,;:!?])/g, '$1$2')
    .replace(/&amp;/g, '&')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&nbsp;/g, ' ')
    .replace(/\\([\\`*_{}[\]()#+.!|>~-])/g, '$1')
    .replace(/\(\s*\)/g, '')
    .trim();
}

const endSentence = (words: string) =>
  words === '' || /[.!?…:;,。！？؟]$/u.test(words) ? words : `${words}.`;
