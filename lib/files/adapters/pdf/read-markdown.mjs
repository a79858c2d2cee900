// Markdown as blocks of spans, which is all that a page shows of it. HTML is text.

import { Lexer } from 'marked';

/** Deeper lists and quotes are set no narrower; deeper nesting is not read. */
const MAX_DEPTH = 12;

/**
 * The blocks of a text: `{ type: 'paragraph' | 'heading' | 'code' | 'list' | 'quote' | 'table' | 'rule', … }`; words
 * are spans `{ text, bold, italic, code, link }`.
 */
export function readMarkdown(text) {
  return readBlocks(new Lexer({ gfm: true }).lex(text), 0);
}

function readBlocks(tokens, depth) {
  return tokens.flatMap((token) => readBlock(token, depth));
}

function readBlock(token, depth) {
  switch (token.type) {
    case 'space':
    case 'def':
      return [];
    case 'heading':
      return [{ type: 'heading', level: token.depth, spans: readSpans(token.tokens) }];
    case 'code':
      return [{ type: 'code', text: token.text }];
    case 'hr':
      return [{ type: 'rule' }];
    case 'blockquote':
      if (depth >= MAX_DEPTH) return plain(token);
      return [{ type: 'quote', blocks: readBlocks(token.tokens, depth + 1) }];
    case 'list':
      return depth >= MAX_DEPTH ? plain(token) : [readList(token, depth)];
    case 'table':
      return [readTable(token)];
    case 'paragraph':
    case 'text':
      return [{ type: 'paragraph', spans: readSpans(token.tokens ?? [token]) }];
    default:
      return plain(token);
  }
}

const plain = (token) => [{ type: 'paragraph', spans: [{ text: token.raw.trim() }] }];

function readList(token, depth) {
  const first = token.ordered ? Number(token.start) || 1 : null;
  const items = token.items.map((item, index) => ({
    marker: item.task ? (item.checked ? '[x]' : '[ ]') : first === null ? '•' : `${first + index}.`,
    // The box of a task is its marker.
    blocks: readBlocks(
      item.tokens.filter(({ type }) => type !== 'checkbox'),
      depth + 1,
    ),
  }));
  return { type: 'list', items };
}

function readTable({ header, rows, align }) {
  const cellsOf = (row, bold) => row.map(({ tokens }) => readSpans(tokens, { bold }));
  return { type: 'table', align, rows: [cellsOf(header, true), ...rows.map((row) => cellsOf(row, false))] };
}

function readSpans(tokens, style = {}) {
  return tokens.flatMap((token) => {
    switch (token.type) {
      case 'strong':
        return readSpans(token.tokens, { ...style, bold: true });
      case 'em':
        return readSpans(token.tokens, { ...style, italic: true });
      case 'del':
        return readSpans(token.tokens, { ...style, struck: true });
      case 'codespan':
        return [{ ...style, code: true, text: token.text }];
      case 'link':
        return readSpans(token.tokens, { ...style, link: token.href });
      case 'image':
        return [{ ...style, italic: true, text: token.text || 'picture' }];
      case 'br':
        return [{ ...style, text: '\n' }];
      case 'checkbox':
        return [];
      case 'html':
        return [{ ...style, text: token.raw }];
      default:
        if (token.tokens) return readSpans(token.tokens, style);
        return [{ ...style, text: decode(token.text ?? token.raw).replace(/\s+/g, ' ') }];
    }
  });
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

function decode(text) {
  return text.replace(/&(?:#(\d{1,6})|(\w+));/g, (whole, number, name) =>
    number ? String.fromCodePoint(Math.min(Number(number) || 0xfffd, 0xffff)) : (entities[name] ?? whole),
  );
}
