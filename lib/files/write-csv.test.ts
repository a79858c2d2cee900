import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { writeCsv } from './write-csv';

const write = (content: string) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(content));
const rowsOf = (content: string) => write(content).slice(1).split('\r\n').slice(0, -1);

/** The CSV parser of Python's library; null where there is no Python. */
function readWithPython(bytes: Uint8Array): string[][] | null {
  const program =
    'import csv,io,json,sys;print(json.dumps(list(csv.reader(io.TextIOWrapper(sys.stdin.buffer,"utf-8-sig",newline="")))))';
  try {
    return JSON.parse(execFileSync('python3', ['-c', program], { input: bytes, encoding: 'utf8' }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

// Another program is started once, which takes seconds where others are busy.
describe('a CSV file', { timeout: 30_000 }, () => {
  it('begins with its mark, ends lines with CRLF, and has as many cells in each row', () => {
    expect(write('name,age\nAda\n\nBob,5,extra\n')).toBe('\ufeffname,age,\r\nAda,,\r\nBob,5,extra\r\n');
  });

  it('reads the same in another parser', () => {
    const bytes = writeCsv('a,b\n"with, comma","with ""quotes"""\n"two\nlines",中文\n');
    const rows = readWithPython(bytes);
    if (rows)
      expect(rows).toEqual([
        ['a', 'b'],
        ['with, comma', 'with "quotes"'],
        ['two\nlines', '中文'],
      ]);
    expect(rowsOf('"x, y",z')).toEqual(['"x, y",z']);
  });

  it.each([
    ['semicolons', 'a;b\n1,5;2', ['a,b', '"1,5",2']],
    ['tabs', 'a\tb\n1\t2', ['a,b', '1,2']],
    ['a Markdown table', '| a | b |\n|:--|--:|\n| 1 | x \\| y |', ['a,b', '1,x | y']],
    ['a fence around it', '```csv\na,b\n1,2\n```', ['a,b', '1,2']],
    ['a quote that nothing closes', 'a,b\n5" pipe,"open', ['a,b', '"5"" pipe","""open"']],
    ['spaces around quotes', 'a, "b, c" ,d', ['a,"b, c",d']],
  ])('understands %s', (_, content, rows) => {
    expect(rowsOf(content)).toEqual(rows);
  });

  it.each([
    '=1+1',
    '=HYPERLINK("http://x","y")',
    '+cmd|calc',
    '-2+3+cmd',
    '@SUM(A1)',
    ' =1',
    '"\t=1"',
    '＝1',
    '-',
    '+49 30 1234567 ext',
  ])('lets no spreadsheet run %s', (cell) => {
    const [, row = ''] = rowsOf(`head\n"${cell.replace(/^"|"$/g, '').replaceAll('"', '""')}"`);
    expect(row.replace(/^"/, '')).toMatch(/^'/);
  });

  it.each(['-5', '+1.5', '-1,000.25', '-3 %', '1e-7', '-1e3', '5-3', 'a=b'])('leaves %s as it is', (cell) => {
    expect(rowsOf(`head\n"${cell}"`)[1]?.replaceAll('"', '')).toBe(cell);
  });

  it('is not made of nothing', () => {
    expect(() => writeCsv(' \n\n')).toThrow(expect.objectContaining({ code: 'files.no_rows' }));
  });
});
