import { noRows } from './errors';
import { readRows } from './read-rows';

/** Cells that begin with one of these are formulas to a spreadsheet. */
const FORMULA = /^\s*[=+\-@\t\r]|^[\uff1d\uff0b\uff0d\uff20]/;
/** What begins so and is harmless: numbers as people write them. */
const NUMBER = /^[+-]?(?:\d{1,3}(?:[ ',.\u00a0\u202f]\d{3})*|\d+)(?:[.,]\d+)?(?:e[+-]?\d+)?\s?[%€$£¥]?$/i;

/**
 * Rows as a CSV file (RFC 4180) that spreadsheets open in any script: UTF-8 with its mark, lines ended by CRLF, as many
 * cells in each row. What a spreadsheet would take for a formula gets an apostrophe in front. Throws `files.no_rows`.
 */
export function writeCsv(content: string): Uint8Array {
  const rows = readRows(content);
  if (rows.length === 0) throw noRows();
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const lines = rows.map((row) =>
    Array.from({ length: columns }, (_, column) => writeCell(row[column] ?? '')).join(','),
  );
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
}

function writeCell(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
  const plain = value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');
  const safe = FORMULA.test(plain) && !NUMBER.test(plain.trim()) ? `'${plain}` : plain;
  return /[",\r\n;\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
