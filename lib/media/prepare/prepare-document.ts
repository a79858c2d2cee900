import type { Preparer, PrepareWork } from '../prepare-ports';
import { prepareDocx } from './prepare-docx';
import { preparePdf } from './prepare-pdf';

const preparers: Record<string, (work: PrepareWork) => Promise<{ previewNote: string | null }>> = {
  pdf: preparePdf,
  docx: prepareDocx,
};

/**
 * Makes of a document what people and models can look at: `thumbnail` and `page` from its first page, `text`, and how
 * many pages it has. What cannot be made of it is said in the note; the document itself is kept either way. Formats
 * other than pdf and docx are left alone.
 */
export const prepareDocument: Preparer = async ({ format }, work) => {
  const prepare = Object.hasOwn(preparers, format) ? preparers[format] : undefined;
  return prepare ? prepare(work) : { previewNote: null };
};
