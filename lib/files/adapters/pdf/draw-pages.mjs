// Pages of operations as PDF.

import { createCanvas, PDFDocument } from '@napi-rs/canvas';
import { PAGE } from './set-pages.mjs';

const FOOTER = { size: 8.5, y: PAGE.height - 40, color: '#8a8a90' };
/** Links of other kinds could start programs. */
const SAFE_LINK = /^(?:https?:\/\/|mailto:)[^\s]+$/i;

/** Letters that look different next to others would lose their meaning when the text is copied. */
const FEATURES = '"calt" 0, "liga" 0, "dlig" 0';

const SQUARE = /[\u3041-\u30ff\u4e00-\u9fff]/;

/** What measures and draws with these families. */
export function createPen(families) {
  const fontOf = ({ bold, italic, code, size }, text) =>
    `${italic ? 'italic ' : ''}${bold ? 650 : 400} ${size}px ${(code ? families.code : families.running)(text)}`;
  const prepare = (context) => {
    context.fontFeatureSettings = FEATURES;
    context.lang = 'en';
    context.textBaseline = 'alphabetic';
    return context;
  };
  const ruler = prepare(createCanvas(8, 8).getContext('2d'));
  const known = new Map();
  const measure = (text, style) => {
    // Chinese and Japanese characters are as wide as they are high.
    if (text.length === 1 && SQUARE.test(text)) return style.size;
    const key = `${style.bold ? 1 : 0}${style.italic ? 1 : 0}${style.code ? 1 : 0}${style.size}\n${text}`;
    let width = known.get(key);
    if (width === undefined) {
      ruler.font = fontOf(style, text);
      width = ruler.measureText(text).width;
      if (text.length < 40) known.set(key, width);
    }
    return width;
  };
  return { measure, prepare, fontOf };
}

export function drawPages(pages, title, pen) {
  const document = new PDFDocument({ title, creator: 'Strand', producer: 'Strand', compressionLevel: 0 });
  for (const [index, operations] of pages.entries()) {
    const context = pen.prepare(document.beginPage(PAGE.width, PAGE.height));
    for (const operation of operations) draw(context, operation, pen);
    if (pages.length > 1) drawFooter(context, `${index + 1} / ${pages.length}`, pen);
    document.endPage();
  }
  return document.close();
}

function draw(context, { op, x, y, width, height, color, ...rest }, pen) {
  if (op === 'link') {
    if (SAFE_LINK.test(rest.link)) context.annotateLinkUrl(x, y, x + width, y + height, rest.link);
    return;
  }
  context.fillStyle = color;
  if (op === 'rect') {
    context.fillRect(x, y, width, height);
    return;
  }
  context.font = pen.fontOf(rest, rest.text);
  context.direction = rest.direction ?? 'ltr';
  context.textAlign = 'left';
  context.fillText(rest.text, x, y);
}

function drawFooter(context, text, pen) {
  const width = pen.measure(text, FOOTER);
  const x = (PAGE.width - width) / 2;
  draw(context, { op: 'text', text, x, y: FOOTER.y, color: FOOTER.color, size: FOOTER.size }, pen);
}
