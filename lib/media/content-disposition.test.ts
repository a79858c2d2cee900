import { expect, it } from 'vitest';
import { contentDisposition } from './content-disposition';

it.each([
  ['plain.pdf', 'attachment; filename="plain.pdf"; filename*=UTF-8\'\'plain.pdf'],
  [
    'a"; filename=evil.html',
    'attachment; filename="a_; filename=evil.html"; filename*=UTF-8\'\'a%22%3B%20filename%3Devil.html',
  ],
  ['写真.png', 'attachment; filename="__.png"; filename*=UTF-8\'\'%E5%86%99%E7%9C%9F.png'],
  ["it's (1)*.txt", "attachment; filename=\"it's (1)*.txt\"; filename*=UTF-8''it%27s%20%281%29%2A.txt"],
  ['100%.txt', 'attachment; filename="100_.txt"; filename*=UTF-8\'\'100%25.txt'],
])('writes %j so that every client reads it and none is misled', (filename, header) => {
  expect(contentDisposition('attachment', filename)).toBe(header);
  // Only what a header may carry: Headers throws on anything else.
  expect(new Headers({ 'content-disposition': header }).get('content-disposition')).toBe(header);
});

it('says nothing about a name there is not', () => {
  expect(contentDisposition('inline', null)).toBe('inline');
});
