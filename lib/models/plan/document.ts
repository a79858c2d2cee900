import type { CatalogueModel } from '../catalogue';
import { type Handling, handled, isWithin, NATIVE_BYTES, type PlanFile } from './plan-file';

/** Letters of one document that go along; the rest is left out, and said to be. */
export const DOCUMENT_CHARACTERS = 200_000;

export function planDocument({ name, input, limits }: CatalogueModel, file: PlanFile): Handling {
  const kind = file.kind === 'document' ? 'document' : 'file';
  const fits =
    file.bytes <= NATIVE_BYTES &&
    isWithin(file.bytes, limits.file_bytes) &&
    isWithin(file.pages, limits.file_pages);
  if (file.isPdf && input.file && fits)
    return handled(kind, 'native', `${name} reads the document as it is, with its pictures and layout.`);
  if (file.textBytes !== null && file.textBytes > DOCUMENT_CHARACTERS)
    return handled(
      kind,
      'reduced',
      `The document is long: ${name} is given the beginning of its text, up to ${DOCUMENT_CHARACTERS.toLocaleString('en')} characters.`,
    );
  if (file.textBytes !== null || (file.isPreparing && kind === 'document'))
    return handled(
      kind,
      'converted',
      file.isPdf || file.pages !== null
        ? `${name} is given the text of the document with marks for its pages.`
        : `${name} is given the text of the file.`,
    );
  return handled(
    kind,
    'impossible',
    `Nothing in this file can be read as text; ${name} is told its name only.`,
  );
}
