// Runs as a process of its own, for a zip may unpack to a thousand times its size: the words of a DOCX as simple
// Markdown into one file, and how its beginning is set into another.

import { writeFileSync } from 'node:fs';
import mammoth from 'mammoth';
import { listBlocks, toMarkdown } from './docx-blocks.mjs';
import { openParts, TooLargeInside } from './docx-parts.mjs';
import { cutToBytes, tell } from './seal-process.mjs';

const [source, textTarget, blocksTarget, maxTextBytes, maxUnpackedBytes] = process.argv.slice(2);
/** More than fits on a page in the smallest print. */
const SHOWN_BLOCKS = 120;
const SHOWN_CHARACTERS = 4_000;

try {
  let blocks = [];
  const file = await openParts(source, Number(maxUnpackedBytes));
  await mammoth.convertToHtml(
    { file },
    {
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      // The tree is all that is wanted; without children there is no HTML to make.
      transformDocument(document) {
        blocks = listBlocks(document);
        return { ...document, children: [] };
      },
    },
  );
  const text = toMarkdown(blocks);
  const kept = cutToBytes(text, Number(maxTextBytes));
  writeFileSync(textTarget, kept, { flag: 'wx', mode: 0o600 });
  const shown = blocks.slice(0, SHOWN_BLOCKS).map((block) => ({
    ...block,
    text: block.text.slice(0, SHOWN_CHARACTERS).toWellFormed(),
  }));
  writeFileSync(blocksTarget, JSON.stringify(shown), { flag: 'wx', mode: 0o600 });
  tell({ status: 'read', isCut: kept.length < text.length });
} catch (error) {
  tell({ status: error instanceof TooLargeInside ? 'too_large_inside' : 'damaged' });
}
process.exit(0);
