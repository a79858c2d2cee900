import { makePdf } from './adapters/pdf/make-pdf';
import { tooLong } from './errors';
import { nameFile } from './name-file';
import { writeCsv } from './write-csv';
import { writeMarkdown } from './write-markdown';

export type FileFormat = 'pdf' | 'csv' | 'markdown';
export type MadeFile = { mediaType: string; filename: string; bytes: Uint8Array };

/** Far more than what a tool may be given. */
const MAX_CHARACTERS = 1_000_000;

/**
 * Makes a file: from Markdown a PDF whose text can be selected, or a Markdown file; from rows, as CSV, a CSV file that a
 * spreadsheet opens without running anything. Throws `files.too_many_pages`, `files.too_long`, `files.no_rows`,
 * `files.not_made`, and the signal's reason.
 */
export async function makeFile(given: {
  format: FileFormat;
  title: string;
  content: string;
  signal: AbortSignal;
}): Promise<MadeFile> {
  const { format, title, content, signal } = given;
  signal.throwIfAborted();
  if (content.length > MAX_CHARACTERS) throw tooLong();
  switch (format) {
    case 'pdf':
      return {
        mediaType: 'application/pdf',
        filename: nameFile(title, 'pdf'),
        bytes: await makePdf(title, content, signal),
      };
    case 'csv':
      return { mediaType: 'text/csv', filename: nameFile(title, 'csv'), bytes: writeCsv(content) };
    case 'markdown':
      return {
        mediaType: 'text/markdown',
        filename: nameFile(title, 'md'),
        bytes: writeMarkdown(title, content),
      };
  }
}
