import { toStorableText } from '@/lib/kernel';

/** By how often each stands in the first line outside quotes; a comma when none does. */
const SEPARATORS = [',', ';', '\t'] as const;

/**
 * Rows of cells from text that a person or a model wrote as CSV: with commas, semicolons or tabs, or as a Markdown table,
 * within a code fence or not. Quotes may be missing or unclosed. Empty lines are left out.
 */
export function readRows(text: string): string[][] {
  const body = unfence(
    toStorableText(text)
      .replace(/^\ufeff/, '')
      .replace(/\r\n?/g, '\n'),
  );
  const table = readMarkdownTable(body);
  if (table) return table;
  return readSeparated(body, findSeparator(body)).filter((row) => row.some((cell) => cell.trim() !== ''));
}

/** What stands within the fence, when the text is a fence. */
function unfence(text: string): string {
  return text.match(/^\s*(`{3,}|~{3,})[^\n]*\n([\s\S]*?)\n?\1\s*$/)?.[2] ?? text;
}

function readMarkdownTable(text: string): string[][] | null {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const isTable = lines.length >= 2 && lines.every((line) => line.startsWith('|')) && isRule(lines[1] ?? '');
  if (!isTable) return null;
  return lines.filter((_, index) => index !== 1).map(splitCells);
}

const isRule = (line: string) => /^\|?(?:\s*:?-+:?\s*\|?)+$/.test(line);

function splitCells(line: string): string[] {
  return line
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').trim());
}

function findSeparator(text: string): string {
  const first = (text.split('\n').find((line) => line.trim() !== '') ?? '').replace(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => ({ separator, count: first.split(separator).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).separator;
}

function readSeparated(text: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  let wasQuoted = false;
  const endCell = () => {
    rows.at(-1)?.push(wasQuoted ? cell : cell.trim());
    cell = '';
    wasQuoted = false;
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell.trim() === '' && hasEndQuote(text, at)) {
      cell = '';
      isQuoted = true;
      wasQuoted = true;
    } else if (character === separator) endCell();
    else if (character === '\n') {
      endCell();
      rows.push([]);
    } else if (!(wasQuoted && character === ' ')) cell += character;
  }
  endCell();
  return rows;
}

/** A quote that nothing closes is a character like others. */
function hasEndQuote(text: string, at: number): boolean {
  return text.indexOf('"', at + 1) >= 0;
}
