const delimiters = [',', ';', '\t', '|'];

/** The cells of comma-separated text (or semicolons, tabs, bars), at most so many rows. Quotes may hold anything. */
export function parseTable(text: string, maxRows: number): string[][] {
  const delimiter = findDelimiter(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const end = () => {
    const cells = [...row, cell.replace(/\r$/, '')];
    // An empty line is no row.
    if (cells.length > 1 || cells[0] !== '') rows.push(cells);
  };
  for (let at = 0; at < text.length && rows.length < maxRows; at += 1) {
    const letter = text[at];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === delimiter) {
      row.push(cell);
      cell = '';
    } else if (letter === '\n') {
      end();
      row = [];
      cell = '';
    } else cell += letter;
  }
  if (rows.length < maxRows) end();
  return rows;
}

/** The one that is most often in the first line. */
function findDelimiter(text: string): string {
  const line = text.slice(0, 10_000).split('\n', 1)[0] ?? '';
  const count = (delimiter: string) => line.split(delimiter).length;
  return delimiters.reduce((best, one) => (count(one) > count(best) ? one : best), ',');
}
