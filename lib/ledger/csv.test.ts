import { expect, it } from 'vitest';
import { writeCsvRow } from './csv';

it('writes rows as RFC 4180 has them', () => {
  expect(writeCsvRow(['plain', 'a, b', 'say "hi"', 'two\nlines', 0.5, true, null, undefined, ''])).toBe(
    'plain,"a, b","say ""hi""","two\nlines",0.5,true,,,\r\n',
  );
});

it.each(['=1+1', '+1', '-1', '@sum', '\t=1', '\r=1', '＝1'])('lets no spreadsheet run %j', (text) => {
  expect(writeCsvRow([text])).toMatch(/^"?'/);
});

it('leaves numbers below nothing numbers', () => {
  expect(writeCsvRow([-3])).toBe('-3\r\n');
});
