import { MAX_FILENAME_LENGTH } from './limits';

const unwanted = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/gu;

/**
 * A name to show and to download under: the last part of a path, without control, invisible and
 * direction-changing characters (`photo\u202Egpj.exe` reads as a picture). Null when nothing is left. Never a path.
 */
export function cleanFilename(given: string | null | undefined): string | null {
  const last =
    toWellFormed(given ?? '')
      .normalize('NFC')
      .split(/[/\\]/)
      .at(-1) ?? '';
  const name = last.replace(unwanted, '').replace(/\s+/g, ' ').trim().replace(/^\.+/, '').trim();
  if (name.length <= MAX_FILENAME_LENGTH) return name || null;
  const extension = /\.[^. ]{1,12}$/.exec(name)?.[0] ?? '';
  return toWellFormed(name.slice(0, MAX_FILENAME_LENGTH - extension.length)).trimEnd() + extension;
}

/** The name with the extension of the format that the bytes have now. */
export function withExtension(
  name: string | null,
  extension: string,
  sameFormat: string[] = [extension],
): string | null {
  if (name === null) return null;
  const found = /\.([a-z0-9]{1,12})$/i.exec(name);
  if (found && sameFormat.includes(found[1]?.toLowerCase() ?? '')) return name;
  return `${found ? name.slice(0, found.index) : name}.${extension}`;
}

/** Half a surrogate pair cannot be stored or sent; it becomes the replacement character. */
function toWellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
