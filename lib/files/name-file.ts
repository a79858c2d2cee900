const MAX_LENGTH = 80;
/** Not allowed in names on one system or another, or invisible. */
const UNFIT = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** A name for a file out of its title, for any system. */
export function nameFile(title: string, extension: string): string {
  const plain = title.normalize('NFC').replace(UNFIT, ' ').replace(/\s+/g, ' ');
  const short = [...plain].slice(0, MAX_LENGTH).join('');
  const name = short.replace(/^[.\s]+|[.\s]+$/g, '');
  return `${name || 'File'}.${extension}`;
}
