import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { rasteriseSvgFile } from '@/lib/platform/svg';
import { runDocumentChild } from '../adapters/documents/run-document-child';
import { isOneColour } from '../adapters/raster';
import {
  DOCUMENT_TEXT_BYTES,
  DOCUMENT_TEXT_TIMEOUT_MS,
  DOCX_DRAWING_TIMEOUT_MS,
  DOCX_UNPACKED_BYTES,
  MAX_PIXELS,
  PAGE_SIDE,
} from '../limits';
import type { PrepareWork } from '../prepare-ports';
import { blocksSchema, composePage } from './compose-page';
import { keepPagePictures } from './keep-page-pictures';
import { keepText } from './keep-text';

const resultSchema = z
  .union([
    z.object({ status: z.literal('read'), isCut: z.boolean() }),
    z.object({ status: z.enum(['damaged', 'too_large_inside']) }),
  ])
  .nullable()
  .catch(null);

/** The text, and the beginning of it once more, with room for what JSON adds. */
const MAX_FILE_BYTES = 2 * DOCUMENT_TEXT_BYTES;

const DAMAGED =
  'This document cannot be read, so there is no preview. It may be damaged or protected with a password.';
const TOO_LARGE_INSIDE =
  'This document unpacks to far more than its size, so it was not opened here and has no preview.';
const TOO_COSTLY = 'There is no preview: reading this document takes more than this server allows.';
const NO_TEXT = 'There is no text in this document.';
const NO_PICTURE = 'There is no picture of the first page: it could not be drawn here.';
const CUT = 'Only the beginning of the text was taken: there is too much of it.';

/** The words are read in a process of its own; the picture of the first page is drawn from them. */
export async function prepareDocx(work: PrepareWork): Promise<{ previewNote: string | null }> {
  work.tell('Reading the text', 0);
  const [text, blocks] = [path.join(work.folder, 'text.txt'), path.join(work.folder, 'blocks.json')];
  const said = await runDocumentChild({
    script: 'read-docx-child.mjs',
    args: [work.source, text, blocks, DOCUMENT_TEXT_BYTES, DOCX_UNPACKED_BYTES],
    timeoutMs: DOCUMENT_TEXT_TIMEOUT_MS,
    maxFileBytes: MAX_FILE_BYTES,
    signal: work.signal,
  });
  const result = resultSchema.parse(said);
  if (result === null) return { previewNote: TOO_COSTLY };
  if (result.status !== 'read')
    return { previewNote: result.status === 'damaged' ? DAMAGED : TOO_LARGE_INSIDE };

  work.tell('Making a preview of the first page', 0.5);
  const notes: string[] = [];
  const drawn = await drawPage(blocks, work);
  if (drawn === 'failed') notes.push(NO_PICTURE);
  else if (drawn) await keepPagePictures(drawn, work);
  if (!(await keepText(text, work))) notes.push(NO_TEXT);
  if (result.isCut) notes.push(CUT);
  return { previewNote: notes.join(' ') || null };
}

/** The picture as a file; null when there is nothing to draw. */
async function drawPage(blocksFile: string, work: PrepareWork): Promise<string | 'failed' | null> {
  const blocks = blocksSchema.parse(JSON.parse(await readFile(blocksFile, 'utf8')));
  if (blocks.length === 0) return null;
  const [svg, drawn] = [path.join(work.folder, 'page.svg'), path.join(work.folder, 'drawn.png')];
  await writeFile(svg, composePage(blocks), { flag: 'wx', mode: 0o600 });
  const limits = { maxSide: PAGE_SIDE, maxPixels: MAX_PIXELS, timeoutMs: DOCX_DRAWING_TIMEOUT_MS };
  try {
    await rasteriseSvgFile(svg, drawn, limits);
  } catch {
    return 'failed';
  }
  // Without any font on this machine the words leave no trace.
  return (await isOneColour(drawn)) ? 'failed' : drawn;
}
