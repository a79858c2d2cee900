// Runs as a process of its own, for the text comes from anywhere and setting it takes memory and time. Reads
// `{ title, content }` as JSON from stdin and writes the PDF to stdout; argument: how many pages there may be. Ends with 3
// when there would be more.

import { readFileSync, writeSync } from 'node:fs';
import { createPen, drawPages } from './draw-pages.mjs';
import { loadFonts } from './fonts.mjs';
import { nameCharacters } from './name-characters.mjs';
import { readMarkdown } from './read-markdown.mjs';
import { Pages, TooManyPages } from './set-pages.mjs';

for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']) delete globalThis[name];

const [maxPages] = process.argv.slice(2);

/** Without what cannot be drawn, and without marks that turn the order of letters around unseen. */
function clean(text) {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      .replaceAll('\t', '    ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufff0-\uffff]/g, '')
  );
}

function writeWhole(bytes) {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      // The other side has not read yet.
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

try {
  const given = JSON.parse(readFileSync(0, 'utf8'));
  const [title, content] = [clean(given.title).trim(), clean(given.content)];
  const blocks = readMarkdown(content);
  const pen = createPen(loadFonts(`${title}${content}0123456789/•…[x]`));
  const pages = new Pages(pen.measure, Number(maxPages));
  const [first] = blocks;
  const heading = first?.type === 'heading' ? first.spans.map(({ text }) => text).join('') : '';
  // A text that begins with its own title is given no second one.
  if (heading.trim().toLowerCase() === title.toLowerCase()) blocks.shift();
  pages.setTitle(title);
  pages.setBlocks(blocks);
  writeWhole(nameCharacters(drawPages(pages.pages, title, pen)));
  process.exit(0);
} catch (error) {
  process.exit(error instanceof TooManyPages ? 3 : 1);
}
