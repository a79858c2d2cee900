import { expect, it } from 'vitest';
import { rasteriseSvg } from '@/lib/platform/svg';
import { type Block, composePage, wrap } from './compose-page';

const paragraph = (text: string): Block => ({ kind: 'paragraph', level: 0, text });

it('writes words as words, whatever they look like', () => {
  const svg = composePage([
    paragraph('</text><image href="http://example.org/x"/> & "quoted" \u0000\u0008\ud800 end'),
    { kind: 'row', level: 0, text: '', cells: ['<script>', '&amp;'] },
  ]);
  expect(svg).toContain('&lt;/text&gt;&lt;image href=&quot;http://example.org/x&quot;/&gt;');
  expect(svg).toContain('&lt;script&gt;');
  expect(svg).toContain('&amp;amp;');
  expect(svg).not.toMatch(/<(image|script)/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML may not hold them.
  expect(svg).not.toMatch(/[\u0000-\u0008]|[\ud800-\udfff]/);
});

it('draws a page that can be drawn, of any words', async () => {
  const odd = [
    paragraph('\u0000\ufffe\ud83d'),
    paragraph(`${'💥'.repeat(3000)}\t\n\n`),
    paragraph(']]><!--'),
  ];
  const png = await rasteriseSvg(composePage(odd), { maxSide: 200, maxPixels: 1e7, timeoutMs: 10_000 });
  expect(png.subarray(1, 4).toString()).toBe('PNG');
}, 20_000);

it('ends with the page, however long the document is', () => {
  const long = Array.from({ length: 500 }, () => paragraph('word '.repeat(1000)));
  const places = [...composePage(long).matchAll(/ y="([\d.]+)"/g)].map((match) => Number(match[1]));
  expect(places.length).toBeGreaterThan(30);
  expect(Math.max(...places)).toBeLessThan(1500);
});

it('breaks lines between words, and inside those that are too long', () => {
  expect(wrap('one two three', 5)).toEqual(['one two', 'three']);
  expect(wrap('a'.repeat(30), 5).every((line) => line.length < 12)).toBe(true);
  expect(wrap('日本語の文章は長い', 4)).toEqual(['日本語', 'の文章', 'は長い']);
  expect(wrap('first\nsecond', 50)).toEqual(['first', 'second']);
});

it('begins words that run to the left at the right', () => {
  expect(composePage([paragraph('שלום עולם')])).toMatch(/<text x="1019"[^>]* direction="rtl">/);
});
