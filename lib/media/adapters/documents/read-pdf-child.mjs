// Runs as a process of its own, for a PDF is a program in several languages: `page` draws the first page as PNG,
// `text` writes the words of all pages, separated by form feeds. Scripts in the document are never run.

import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { createCanvas, DOMMatrix, ImageData, Path2D } from '@napi-rs/canvas';
import { cleanText, cutToBytes, tell } from './seal-process.mjs';

Object.assign(globalThis, { DOMMatrix, ImageData, Path2D });
const { getDocument } = await import('unpdf/pdfjs');

const [task, source, target, limit, maxPixels] = process.argv.slice(2);

/** What pdf.js draws groups and patterns on before they come onto the page. */
class CanvasFactory {
  create(width, height) {
    if (!(width > 0 && height > 0 && width * height <= Number(maxPixels)))
      throw new Error('A canvas of no use');
    const canvas = createCanvas(width, height);
    return { canvas, context: canvas.getContext('2d') };
  }
  reset({ canvas }, width, height) {
    Object.assign(canvas, { width, height });
  }
  destroy(drawn) {
    Object.assign(drawn, { canvas: null, context: null });
  }
}

async function open() {
  return await getDocument({
    data: new Uint8Array(readFileSync(source)),
    // What a font is missing for is drawn with what this machine has; nothing is fetched.
    useSystemFonts: true,
    disableFontFace: true,
    useWorkerFetch: false,
    useWasm: false,
    isEvalSupported: false,
    enableXfa: false,
    stopAtErrors: false,
    CanvasFactory,
    maxImageSize: Number(maxPixels),
    canvasMaxAreaInBytes: Number(maxPixels) * 4,
    verbosity: 0,
  }).promise;
}

async function drawFirstPage(pdf) {
  const page = await pdf.getPage(1);
  const natural = page.getViewport({ scale: 1 });
  const scale = Number(limit) / Math.max(natural.width, natural.height);
  const viewport = page.getViewport({ scale });
  const canvas = createCanvas(
    Math.max(1, Math.round(viewport.width)),
    Math.max(1, Math.round(viewport.height)),
  );
  await page.render({ canvas, canvasContext: canvas.getContext('2d'), viewport }).promise;
  writeFileSync(target, await canvas.encode('png'), { flag: 'wx', mode: 0o600 });
}

/** Page by page into the file: what was read is there also when the time runs out. */
async function writeText(pdf, maxPages) {
  const file = openSync(target, 'wx', 0o600);
  let left = Number(limit);
  let read = 0;
  let unreadable = 0;
  const write = (text) => {
    const kept = cutToBytes(text, left);
    left -= Buffer.byteLength(kept);
    writeSync(file, kept);
    return kept.length === text.length;
  };
  const pages = Math.min(pdf.numPages, maxPages);
  for (let number = 1; number <= pages; number += 1) {
    if (number > 1 && !write('\f')) break;
    const hasRoom = await writePage(pdf, number, write).catch(() => {
      unreadable += 1;
      return true;
    });
    if (!hasRoom) break;
    read = number;
  }
  closeSync(file);
  return { read, unreadable };
}

async function writePage(pdf, number, write) {
  const page = await pdf.getPage(number);
  const reader = page.streamTextContent().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return true;
      const text = value.items.map(({ str = '', hasEOL }) => (hasEOL ? `${str}\n` : str)).join('');
      if (write(cleanText(text))) continue;
      await reader.cancel();
      return false;
    }
  } finally {
    page.cleanup();
  }
}

/** Nobody reads further, and a document may claim any number of pages. */
const MAX_PAGES = 5_000;

try {
  const pdf = await open();
  const pages = pdf.numPages;
  if (task === 'page') {
    // Counted also when it cannot be drawn.
    const isDrawn = await drawFirstPage(pdf).then(
      () => true,
      () => false,
    );
    tell({ status: 'read', pages, isDrawn });
  } else {
    tell({ status: 'read', pages, ...(await writeText(pdf, MAX_PAGES)) });
  }
} catch (error) {
  tell({ status: error?.name === 'PasswordException' ? 'encrypted' : 'damaged' });
}
process.exit(0);
