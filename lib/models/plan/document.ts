import type { CatalogueModel } from '../catalogue';
import { type Handling, handled, type PlanFile } from './plan-file';
import { isRead, isWithin, type Room } from './room';

export function planDocument({ name, input, limits }: CatalogueModel, file: PlanFile, room: Room): Handling {
  const kind = file.kind === 'document' ? 'document' : 'file';
  const isShort = isWithin(file.pages, limits.file_pages) && isRead(limits, file);
  const isLight = file.sent.bytes <= room.bytes && isWithin(file.sent.bytes, limits.file_bytes);
  const isTaken = file.isPdf && input.file;
  if (isTaken && isShort && isLight)
    return handled(kind, 'native', `${name} reads the document as it is, with its pictures and layout.`);
  const why = isTaken
    ? `The document is too ${isShort ? 'large' : 'long'} for ${name} to be read as it is`
    : null;
  if (file.textBytes !== null && file.textBytes > room.characters)
    return room.characters > 0
      ? handled(
          kind,
          'reduced',
          `The document is long: ${name} is given the beginning of its text, up to ${room.characters.toLocaleString('en')} characters.`,
        )
      : handled(
          kind,
          'impossible',
          `There is no room left for the text of this file; ${name} is told its name only.`,
        );
  if (file.textBytes !== null || (file.isPreparing && kind === 'document'))
    return handled(
      kind,
      'converted',
      file.isPdf || file.pages !== null
        ? `${why ? `${why}; it` : name} is given the text of the document with marks for its pages.`
        : `${name} is given the text of the file.`,
    );
  return handled(
    kind,
    'impossible',
    why
      ? `${why}, and nothing in it can be read as text.`
      : `Nothing in this file can be read as text; ${name} is told its name only.`,
  );
}
