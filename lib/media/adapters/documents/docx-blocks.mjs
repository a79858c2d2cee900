import { cleanText } from './seal-process.mjs';

/**
 * The blocks of a document as mammoth reads it, in order: `{ kind: 'heading' | 'paragraph' | 'item' | 'row', level,
 * marker, text, cells }`. Notes follow at the end.
 */
export function listBlocks(document) {
  const blocks = [];
  const counters = [];
  collect(document.children, blocks, counters);
  for (const note of Object.values(document.notes?._notes ?? {})) collect(note.body, blocks, counters);
  return blocks;
}

function collect(children, blocks, counters) {
  for (const child of children) {
    if (child.type === 'paragraph') addParagraph(child, blocks, counters);
    else if (child.type === 'table') for (const row of child.children) addRow(row, blocks);
    else if (Array.isArray(child.children)) collect(child.children, blocks, counters);
  }
}

function addParagraph(paragraph, blocks, counters) {
  const text = textOf(paragraph).trim();
  if (text === '') return;
  const level = headingLevel(paragraph);
  if (level > 0) {
    blocks.push({ kind: 'heading', level, text });
    counters.length = 0;
  } else if (paragraph.numbering) {
    blocks.push(itemOf(paragraph.numbering, text, counters));
  } else {
    blocks.push({ kind: 'paragraph', level: 0, text });
    counters.length = 0;
  }
}

function itemOf({ level: depth, isOrdered }, text, counters) {
  const level = Math.min(8, Math.max(0, Number(depth) || 0));
  counters.length = Math.min(counters.length, level + 1);
  const isContinued = counters[level]?.isOrdered === isOrdered;
  const number = isContinued ? counters[level].number + 1 : 1;
  counters[level] = { isOrdered, number };
  return { kind: 'item', level, marker: isOrdered ? `${number}.` : '-', text };
}

function addRow(row, blocks) {
  const cells = (row.children ?? []).map((cell) => textOf(cell).trim().replace(/\s+/g, ' '));
  if (cells.some((cell) => cell !== ''))
    blocks.push({ kind: 'row', level: 0, text: cells.join(' | '), cells });
}

/** Word's own names for its styles are English in every language. */
function headingLevel({ styleName, styleId }) {
  const name = `${styleName ?? styleId ?? ''}`.toLowerCase();
  if (name === 'title') return 1;
  const level = Number(/^heading ?([1-6])$/.exec(name)?.[1] ?? 0);
  return level;
}

function textOf(node) {
  if (node.type === 'text') return cleanText(node.value ?? '');
  if (node.type === 'tab') return '\t';
  if (node.type === 'break') return '\n';
  if (node.type === 'checkbox') return node.checked ? '☑ ' : '☐ ';
  const separator = node.type === 'tableCell' ? ' ' : '';
  return (node.children ?? []).map(textOf).join(separator);
}

export function toMarkdown(blocks) {
  return blocks.map((block, index) => `${gapBefore(block, blocks[index - 1])}${lineOf(block)}`).join('');
}

function gapBefore(block, previous) {
  if (!previous) return '';
  const isContinued = block.kind === previous.kind && (block.kind === 'item' || block.kind === 'row');
  return isContinued ? '\n' : '\n\n';
}

function lineOf(block) {
  if (block.kind === 'heading') return `${'#'.repeat(block.level)} ${block.text}`;
  if (block.kind === 'item') return `${'  '.repeat(block.level)}${block.marker} ${block.text}`;
  if (block.kind === 'row') return `| ${block.text} |`;
  return block.text;
}
