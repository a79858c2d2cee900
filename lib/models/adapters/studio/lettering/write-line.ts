import table from './glyphs.json';

/** Capital height of the glyphs as drawn in glyphs.json: 0 is the top of a capital, 14 the base line. */
const CAP_HEIGHT = 14;
const GAP = 3.4;
const STROKE = 1.7;

const glyphs = new Map(Object.entries(table as unknown as Record<string, [number, string]>));

export type Line = { x: number; baseline: number; capHeight: number; color: string };

/**
 * Text as an SVG path of strokes, from our own letters: a bare machine has no fonts, and SVG text would come
 * out as nothing. Letters that we have not drawn lose their accent or become a dot.
 */
export function writeLine(text: string, { x, baseline, capHeight, color }: Line): string {
  const scale = capHeight / CAP_HEIGHT;
  let at = 0;
  const strokes: string[] = [];
  for (const letter of toDrawable(text)) {
    const [width, path] = glyphs.get(letter) ?? [0, ''];
    if (path) strokes.push(`<path d="${path}" transform="translate(${at.toFixed(2)} 0)"/>`);
    at += width + GAP;
  }
  return (
    `<g transform="translate(${x} ${(baseline - capHeight).toFixed(2)}) scale(${scale.toFixed(4)})" fill="none" ` +
    `stroke="${color}" stroke-width="${STROKE}" stroke-linecap="round" stroke-linejoin="round">${strokes.join('')}</g>`
  );
}

/** How wide a line would be, in the unit of `capHeight`. */
export function measureLine(text: string, capHeight: number): number {
  const letters = [...toDrawable(text)];
  const units = letters.reduce((sum, letter) => sum + (glyphs.get(letter)?.[0] ?? 0) + GAP, -GAP);
  return Math.max(0, units) * (capHeight / CAP_HEIGHT);
}

/** Cuts a line at a word so that it is no wider than `maxWidth`, and marks the cut. */
export function fitLine(text: string, capHeight: number, maxWidth: number): string {
  if (measureLine(text, capHeight) <= maxWidth) return text;
  let cut = text;
  while (cut.length > 0 && measureLine(`${cut}…`, capHeight) > maxWidth) cut = cut.slice(0, -1);
  const atWord = cut.replace(/\s+\S*$/, '');
  return `${atWord || cut}…`;
}

function toDrawable(text: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-');
  return [...plain].map((letter) => (glyphs.has(letter) ? letter : '·')).join('');
}
