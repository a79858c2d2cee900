import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { runDocumentChild } from '../adapters/documents/run-document-child';
import {
  DOCUMENT_PAGE_TIMEOUT_MS,
  DOCUMENT_TEXT_BYTES,
  DOCUMENT_TEXT_TIMEOUT_MS,
  MAX_PIXELS,
  PAGE_SIDE,
} from '../limits';
import type { PrepareWork } from '../prepare-ports';
import { keepPagePictures } from './keep-page-pictures';
import { keepText } from './keep-text';

const MAX_INT = 2 ** 31 - 1;
const count = z.number().int().min(0).max(MAX_INT);
const unreadable = z.object({ status: z.enum(['encrypted', 'damaged']) });
const pageSchema = z
  .union([z.object({ status: z.literal('read'), pages: count, isDrawn: z.boolean() }), unreadable])
  .nullable()
  .catch(null);
const textSchema = z
  .union([z.object({ status: z.literal('read'), pages: count, read: count, unreadable: count }), unreadable])
  .nullable()
  .catch(null);

/** A page of pixels as PNG; noise does not compress. */
const MAX_PAGE_FILE_BYTES = PAGE_SIDE * PAGE_SIDE * 4 * 1.1;

const ENCRYPTED =
  'This PDF is protected with a password, so there is no preview and its text cannot be read.';
const DAMAGED = 'This PDF cannot be read, so there is no preview. It may be damaged.';
const NO_PICTURE = 'There is no picture of the first page: drawing it takes more than this server allows.';
const NO_TEXT = 'There is no text in this PDF; its pages may be scans.';
const TEXT_TOO_COSTLY = 'The text of this PDF could not be read: that takes more than this server allows.';

/** The first page and the words are read in processes of their own, so that one can be had without the other. */
export async function preparePdf(work: PrepareWork): Promise<{ previewNote: string | null }> {
  work.tell('Making a preview of the first page', 0);
  const drawn = path.join(work.folder, 'drawn.png');
  const page = await readPdf('page', drawn, work);
  if (page && page.status !== 'read')
    return { previewNote: page.status === 'encrypted' ? ENCRYPTED : DAMAGED };
  if (page) work.learn({ pageCount: page.pages });
  const notes: string[] = [];
  if (page?.isDrawn) await keepPagePictures(drawn, work);
  else notes.push(NO_PICTURE);

  work.tell('Reading the text', 0.5);
  notes.push(...(await keepWords(work)));
  return { previewNote: notes.join(' ') || null };
}

async function keepWords(work: PrepareWork): Promise<string[]> {
  const file = path.join(work.folder, 'text.txt');
  const text = await readPdf('text', file, work);
  if (text && text.status !== 'read') return [DAMAGED];
  const hasText = await keepText(file, work);
  if (text === null) {
    // Ended in the middle: what was read until then is in the file.
    return hasText ? [onlyBeginning(await countPages(file))] : [TEXT_TOO_COSTLY];
  }
  work.learn({ pageCount: text.pages });
  if (!hasText) return [NO_TEXT];
  const notes = text.read < text.pages ? [onlyBeginning(text.read)] : [];
  if (text.unreadable > 0) notes.push(`The text of ${inPages(text.unreadable)} could not be read.`);
  return notes;
}

function onlyBeginning(pages: number): string {
  return pages > 0
    ? `The text was taken of the first ${inPages(pages)} only: there is too much of it.`
    : 'Only the beginning of the text was taken: there is too much of it.';
}

const inPages = (pages: number) => (pages === 1 ? 'page' : `${pages} pages`);

/** Whole ones: the last may have been cut. */
async function countPages(file: string): Promise<number> {
  return (await readFile(file, 'utf8')).split('\f').length - 1;
}

async function readPdf<T extends 'page' | 'text'>(task: T, target: string, work: PrepareWork) {
  const isPage = task === 'page';
  const said = await runDocumentChild({
    script: 'read-pdf-child.mjs',
    args: [task, work.source, target, isPage ? PAGE_SIDE : DOCUMENT_TEXT_BYTES, MAX_PIXELS],
    timeoutMs: isPage ? DOCUMENT_PAGE_TIMEOUT_MS : DOCUMENT_TEXT_TIMEOUT_MS,
    maxFileBytes: isPage ? MAX_PAGE_FILE_BYTES : DOCUMENT_TEXT_BYTES,
    signal: work.signal,
  });
  const schema = (isPage ? pageSchema : textSchema) as T extends 'page'
    ? typeof pageSchema
    : typeof textSchema;
  return schema.parse(said) as z.output<typeof schema>;
}
