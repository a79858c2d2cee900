// Blocks onto pages: what is drawn where, in points, before anything is drawn, for the pages count each other.

import { breakLines } from './break-lines.mjs';
import { directionOf, hasRightToLeft, orderWords } from './order-words.mjs';

/** A4. */
export const PAGE = { width: 595.28, height: 841.89 };
const MARGIN = { top: 64, side: 68, bottom: 76 };
const COLORS = { text: '#1d1d1f', soft: '#6b6b70', rule: '#d9d9de', link: '#2456b8', shade: '#f4f4f6' };
const BODY = { size: 10.5, leading: 16.5, after: 8 };
const CODE = { size: 9, leading: 13.5, after: 10 };
const HEADINGS = [
  { size: 22, leading: 29, before: 20, after: 10 },
  { size: 16, leading: 22, before: 18, after: 7 },
  { size: 13, leading: 18.5, before: 14, after: 5 },
  { size: 11, leading: 17, before: 12, after: 4 },
];
const INDENT = 20;
const CELL = 6;
/** Narrower columns hold no words. */
const MIN_COLUMN = 28;

export class TooManyPages extends Error {}

/** Pages of operations: `text`, `rect` and `link`. */
export class Pages {
  pages = [];
  #y = 0;

  constructor(measure, maxPages) {
    this.measure = measure;
    this.maxPages = maxPages;
    this.#turn();
  }

  setTitle(text) {
    this.#setWords([{ text, bold: true }], frame(), { size: 26, leading: 33, after: 18 });
  }

  setBlocks(blocks, within = frame()) {
    for (const block of blocks) this.#setBlock(block, within);
  }

  #setBlock(block, within) {
    switch (block.type) {
      case 'heading':
        return this.#setHeading(block, within);
      case 'paragraph':
        return this.#setWords(block.spans, within, BODY);
      case 'code':
        return this.#setCode(block.text, within);
      case 'list':
        return this.#setList(block, within);
      case 'quote':
        this.setBlocks(block.blocks, {
          ...narrow(within),
          bars: [...within.bars, within.x + 4],
          color: COLORS.soft,
        });
        return;
      case 'table':
        return this.#setTable(block, within);
      case 'rule':
        this.#leave(6);
        this.#ensure(14);
        this.#draw({
          op: 'rect',
          x: within.x,
          y: this.#y,
          width: within.width,
          height: 0.7,
          color: COLORS.rule,
        });
        return this.#leave(14);
    }
  }

  #setHeading({ level, spans }, within) {
    const form = HEADINGS[Math.min(level, HEADINGS.length) - 1];
    if (this.#y > MARGIN.top) this.#leave(form.before);
    // A heading stays with what it heads.
    this.#ensure(form.leading + BODY.leading * 2);
    this.#setWords(
      spans.map((span) => ({ ...span, bold: true })),
      within,
      form,
    );
  }

  #setWords(spans, within, form) {
    const lines = this.#break(spans, within.width, form.size);
    const base = directionOf(spans.map(({ text }) => text).join(''));
    for (const line of lines) {
      this.#ensure(form.leading);
      this.#setLine(line, within, form, base);
      this.#y += form.leading;
    }
    this.#leave(form.after);
  }

  #setCode(text, within) {
    const inner = { ...within, x: within.x + 8, width: within.width - 16 };
    for (const row of text.split('\n')) {
      for (const line of this.#break([{ text: row, code: true }], inner.width, CODE.size)) {
        this.#ensure(CODE.leading);
        this.#draw({
          op: 'rect',
          x: within.x,
          y: this.#y,
          width: within.width,
          // A little over the next line: two shades that only touch show a seam.
          height: CODE.leading + 0.3,
          color: COLORS.shade,
        });
        const spaces = row.match(/^\s*/)[0].length * this.measure(' ', { code: true, size: CODE.size });
        const indent = row.startsWith(line.words[0]?.pieces[0].text ?? '', row.search(/\S|$/)) ? spaces : 0;
        this.#setLine(line, { ...inner, x: inner.x + Math.min(indent, inner.width / 2) }, CODE, 'ltr');
        this.#y += CODE.leading;
      }
    }
    this.#leave(CODE.after);
  }

  #setList({ items }, within) {
    for (const { marker, blocks } of items) {
      const isRightToLeft = directionOf(textOf(blocks)) === 'rtl';
      const inner = isRightToLeft
        ? { ...within, width: Math.max(within.width - INDENT, MIN_COLUMN) }
        : narrow(within);
      this.#ensure(BODY.leading);
      const size = BODY.size;
      const width = this.measure(marker, { size });
      this.#draw({
        op: 'text',
        text: marker,
        x: isRightToLeft ? within.x + within.width - width : inner.x - 6 - width,
        y: this.#y + baseline(BODY),
        size,
        color: COLORS.soft,
      });
      const page = this.pages.length;
      const top = this.#y;
      this.setBlocks(blocks, inner);
      if (this.pages.length === page && this.#y === top) this.#y += BODY.leading;
      // Entries stand closer than paragraphs.
      else if (this.#y > MARGIN.top) this.#y -= 4;
    }
    this.#leave(4);
  }

  #setTable({ rows, align }, within) {
    const widths = this.#fitColumns(rows, within.width);
    for (const [index, row] of rows.entries()) {
      const cells = row.map((spans, column) => ({
        lines: this.#break(spans, widths[column] - 2 * CELL, BODY.size),
        base: directionOf(spans.map(({ text }) => text).join('')),
      }));
      this.#leave(4);
      const height = Math.max(...cells.map(({ lines }) => lines.length));
      for (let at = 0; at < height; at += 1) {
        this.#ensure(BODY.leading);
        let x = within.x;
        for (const [column, { lines, base }] of cells.entries()) {
          const inner = {
            ...within,
            bars: [],
            x: x + CELL,
            width: widths[column] - 2 * CELL,
            align: align[column],
          };
          if (lines[at]) this.#setLine(lines[at], inner, BODY, base);
          x += widths[column];
        }
        this.#drawBars(within, BODY.leading);
        this.#y += BODY.leading;
      }
      this.#leave(4);
      this.#draw({
        op: 'rect',
        x: within.x,
        y: this.#y,
        width: widths.reduce((sum, width) => sum + width, 0),
        height: index === 0 ? 1 : 0.5,
        color: index === 0 ? COLORS.soft : COLORS.rule,
      });
    }
    this.#leave(14);
  }

  /** As wide as what is in them, as long as the page has room; then in proportion, none too narrow to read. */
  #fitColumns(rows, width) {
    const columns = rows[0].length;
    const wanted = Array.from({ length: columns }, (_, column) => {
      const cells = rows.map((row) => row[column] ?? []);
      const widest = Math.max(
        ...cells.map((spans) =>
          spans.reduce(
            (sum, { text, ...style }) => sum + this.measure(text, { ...style, size: BODY.size }),
            0,
          ),
        ),
      );
      return Math.max(MIN_COLUMN, Math.min(widest + 2 * CELL + 1, width));
    });
    const total = wanted.reduce((sum, each) => sum + each, 0);
    if (total <= width) return wanted;
    const least = Math.min(MIN_COLUMN * 2, width / columns);
    const room = width - least * columns;
    const extra = wanted.map((each) => Math.max(0, each - least));
    const all = extra.reduce((sum, each) => sum + each, 0);
    return extra.map((each) => least + (all > 0 ? (each / all) * room : 0));
  }

  #break(spans, width, size) {
    return breakLines(
      spans.map((span) => ({ ...span, size })),
      Math.max(width, 1),
      this.measure,
    );
  }

  #setLine(line, within, form, base) {
    this.#drawBars(within, form.leading);
    const room = within.width - line.width;
    const align = within.align ?? (base === 'rtl' ? 'right' : 'left');
    const left = within.x + (align === 'right' ? room : align === 'center' ? room / 2 : 0);
    const y = this.#y + baseline(form);
    const isMixed = line.words.some(({ pieces }) => pieces.some(({ text }) => hasRightToLeft(text)));
    const placed = isMixed ? joinRuns(orderWords(line.words, base)) : joinPieces(line.words);
    for (const { text, style, x, width, direction } of placed) {
      const color = style.link ? COLORS.link : (within.color ?? COLORS.text);
      this.#draw({ op: 'text', ...style, text, x: left + x, y, color, direction });
      if (style.struck)
        this.#draw({ op: 'rect', x: left + x, y: y - form.size * 0.3, width, height: 0.7, color });
      if (style.link)
        this.#draw({ op: 'link', x: left + x, y: this.#y, width, height: form.leading, link: style.link });
    }
  }

  #drawBars({ bars }, height) {
    for (const x of bars)
      this.#draw({ op: 'rect', x, y: this.#y, width: 2, height: height + 0.3, color: COLORS.rule });
  }

  #draw(operation) {
    this.pages.at(-1).push(operation);
  }

  /** Empty room, of which none is needed at the top of a page. */
  #leave(height) {
    if (this.#y > MARGIN.top) this.#y += height;
  }

  #ensure(height) {
    if (this.#y + height > PAGE.height - MARGIN.bottom) this.#turn();
  }

  #turn() {
    if (this.pages.length >= this.maxPages) throw new TooManyPages();
    this.pages.push([]);
    this.#y = MARGIN.top;
  }
}

const frame = () => ({ x: MARGIN.side, width: PAGE.width - 2 * MARGIN.side, bars: [] });

/** Further in, as long as there is room. */
const narrow = (within) =>
  within.width > 200 ? { ...within, x: within.x + INDENT, width: within.width - INDENT } : within;

const baseline = ({ size, leading }) => leading / 2 + size * 0.36;

function textOf(blocks) {
  return blocks
    .map(({ spans, blocks: inner }) => spans?.map(({ text }) => text).join('') ?? textOf(inner ?? []))
    .join('');
}

/** A line that is read from left to right is drawn in pieces as long as its styles allow, spaces included. */
function joinPieces(words) {
  const joined = [];
  let x = 0;
  for (const { pieces, gap } of words) {
    for (const [index, { text, style, width }] of pieces.entries()) {
      const before = index === 0 ? gap : 0;
      const last = joined.at(-1);
      // Of code, the spaces may be several.
      if (last && isAlike(last.style, style) && !(style.code && before > 0)) {
        last.text += (before > 0 ? ' ' : '') + text;
        last.width += before + width;
      } else {
        joined.push({ text, style, x: x + before, width });
      }
      x += before + width;
    }
  }
  return joined;
}

function isAlike(left, right) {
  return ['bold', 'italic', 'code', 'struck', 'link', 'size'].every((name) => left[name] === right[name]);
}

/**
 * A line with words from right to left is drawn run by run, as long as direction and style allow: within a run, those who
 * read a page back find the spaces and the order.
 */
function joinRuns(placed) {
  const joined = [];
  for (const [at, { word, x, direction }] of placed.entries()) {
    let edge = direction === 'rtl' ? x + word.width : x;
    for (const [index, { text, style, width }] of word.pieces.entries()) {
      const left = direction === 'rtl' ? edge - width : edge;
      edge = direction === 'rtl' ? left : left + width;
      const last = joined.at(-1);
      if (last && last.direction === direction && isAlike(last.style, style)) {
        const gap = index === 0 ? word.gap : 0;
        last.text += (gap > 0 && at > 0 ? ' ' : '') + text;
        last.width += gap + width;
        last.x = Math.min(last.x, left);
      } else {
        joined.push({ text, style, x: left, width, direction });
      }
    }
  }
  return joined;
}
