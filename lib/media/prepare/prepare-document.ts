import type { PreparedAsset, Preparer, PrepareWork } from '../prepare-ports';
import { prepareDocx } from './prepare-docx';
import { preparePdf } from './prepare-pdf';

const preparers: Record<string, (work: PrepareWork) => Promise<{ previewNote: string | null }>> = {
  pdf: preparePdf,
  docx: prepareDocx,
};

/** Whether there is something to be made of a file of this format. */
export const isPreparableDocument = ({ kind, format }: Pick<PreparedAsset, 'kind' | 'format'>) =>
  kind === 'file' && Object.hasOwn(preparers, format);

/**
 * Makes of a document what people and models can look at: `thumbnail` and `page` from its first page, `text`, and how
 * many pages it has. What cannot be made of it is said in the note; the document itself is kept either way.
 */
export const prepareDocument: Preparer = async (asset, work) => {
  const prepare = isPreparableDocument(asset) ? preparers[asset.format] : undefined;
  return prepare ? prepare(work) : { previewNote: null };
};
