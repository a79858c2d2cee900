import { z } from 'zod';

/** How the beginning of a document is set; made by our reader, but out of a stranger's words. */
export const blocksSchema = z.array(
  z.object({
    kind: z.enum(['heading', 'paragraph', 'item', 'row']),
    level: z.number().int().min(0).max(8),
    marker: z.string().max(20).optional(),
    text: z.string(),
    cells: z.array(z.string()).optional(),
  }),
);
export type Block = z.infer<typeof blocksSchema>[number];

/** A4, as tall as the largest page picture. */
const WIDTH = 1131;
const HEIGHT = 1600;
const MARGIN = 112;
const INDENT = 36;
const LINE_HEIGHT = 1.42;
const BODY_SIZE = 24;
const HEADING_SIZES = [46, 38, 32, 28, 26, 24];
const INK = '#1c1c1f';
const RULE = '#d5d5da';
const FONTS = "'Noto Sans','Liberation Sans','DejaVu Sans',Arial,sans-serif";

type Line = { text: string; x: number; y: number; size: number; isBold: boolean; isRightToLeft: boolean };

/** Draws the first page of a document from its words, as an SVG of 1131 × 1600. */
export function composePage(blocks: Block[]): string {
  const lines: Line[] = [];
  const rules: number[] = [];
  let y = MARGIN;
  for (const block of blocks) {
    const before = lines.length;
    y = setBlock(block, y, lines);
    if (block.kind === 'row' && lines.length > before) rules.push(y - BODY_SIZE * 0.1);
    if (y > HEIGHT - MARGIN) break;
  }
  const shown = lines.filter((line) => line.y <= HEIGHT - MARGIN);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...rules
      .filter((at) => at <= HEIGHT - MARGIN)
      .map((at) => `<path d="M${MARGIN} ${at}H${WIDTH - MARGIN}" stroke="${RULE}" stroke-width="1.5"/>`),
    `<g fill="${INK}" font-family="${FONTS}">${shown.map(drawLine).join('')}</g>`,
    '</svg>',
  ].join('');
}

/** Adds the lines of a block below `y`; returns where the next one begins. */
function setBlock(block: Block, y: number, lines: Line[]): number {
  const isHeading = block.kind === 'heading';
  const size = isHeading ? (HEADING_SIZES[block.level - 1] ?? BODY_SIZE) : BODY_SIZE;
  const step = size * LINE_HEIGHT;
  if (block.kind === 'row') {
    setRow(block.cells ?? [block.text], y + step, lines);
    return y + step * 1.35;
  }
  const left = MARGIN + (block.kind === 'item' ? INDENT * (block.level + 1) : 0);
  let at = y + (isHeading && lines.length > 0 ? size * 0.5 : 0);
  const isRightToLeft = startsRightToLeft(block.text);
  if (block.marker)
    lines.push({
      text: block.marker === '-' ? '•' : block.marker,
      x: left - INDENT,
      y: at + step,
      size,
      isBold: false,
      isRightToLeft: false,
    });
  for (const text of wrap(block.text, (WIDTH - MARGIN - left) / size)) {
    at += step;
    if (at > HEIGHT) break;
    lines.push({
      text,
      x: isRightToLeft ? WIDTH - MARGIN : left,
      y: at,
      size,
      isBold: isHeading,
      isRightToLeft,
    });
  }
  return at + (block.kind === 'item' ? size * 0.25 : size * 0.7);
}

function setRow(cells: string[], y: number, lines: Line[]): void {
  const shown = cells.slice(0, MAX_COLUMNS);
  const column = (WIDTH - 2 * MARGIN) / shown.length;
  shown.forEach((cell, index) => {
    const [first = '', ...rest] = wrap(cell, (column - 16) / BODY_SIZE - 1);
    const text = rest.length > 0 ? `${first}…` : first;
    lines.push({
      text,
      x: MARGIN + column * index,
      y,
      size: BODY_SIZE,
      isBold: false,
      isRightToLeft: false,
    });
  });
}

const MAX_COLUMNS = 8;

/** Breaks a text into lines of about so many ems: the fonts of the machine are not known here. */
export function wrap(text: string, maxEms: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let [line, ems] = ['', 0];
    for (const word of paragraph.replaceAll('\t', '    ').match(/\s+|[^\s]+/g) ?? []) {
      for (const piece of breakWord(word, maxEms)) {
        const width = emsOf(piece);
        if (ems + width > maxEms && line.trim() !== '') {
          lines.push(line.trimEnd());
          [line, ems] = ['', 0];
          if (piece.trim() === '') continue;
        }
        line += piece;
        ems += width;
      }
    }
    lines.push(line.trimEnd());
    if (lines.length > MAX_LINES) break;
  }
  return lines;
}

/** More than the page holds in any size. */
const MAX_LINES = 100;

/** Scripts without spaces, and addresses, may be broken anywhere. */
function breakWord(word: string, maxEms: number): string[] {
  if (emsOf(word) <= maxEms && !hasWideCharacter(word)) return [word];
  return Array.from(word);
}

const hasWideCharacter = (text: string) =>
  /[\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/.test(text);

/** A little more than sans-serif fonts take, so that lines end before the margin. */
function emsOf(text: string): number {
  let ems = 0;
  for (const character of text) {
    if (/[\s.,:;'|!ijlt()[\]]/.test(character)) ems += 0.32;
    else if (/[A-ZÄÖÜmwMW@%—]/.test(character)) ems += 0.76;
    else if ((character.codePointAt(0) ?? 0) >= 0x2e80) ems += 1.02;
    else ems += 0.57;
  }
  return ems;
}

const startsRightToLeft = (text: string) =>
  /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(text);

function drawLine({ text, x, y, size, isBold, isRightToLeft }: Line): string {
  if (text.trim() === '') return '';
  const weight = isBold ? ' font-weight="700"' : '';
  const direction = isRightToLeft ? ' direction="rtl"' : '';
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}"${weight}${direction}>${escapeXml(text)}</text>`;
}

const round = (value: number) => Math.round(value * 10) / 10;

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Also without what XML may not hold at all: control characters and halves of characters. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
