/** What spreadsheets take for the beginning of a formula, also in its wide forms. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

type Cell = string | number | boolean | null | undefined;

/** A row of CSV as RFC 4180 has it. Texts that a spreadsheet would run as a formula begin with an apostrophe. */
export function writeCsvRow(cells: Cell[]): string {
  return `${cells.map(writeCell).join(',')}\r\n`;
}

function writeCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
