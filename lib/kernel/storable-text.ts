/** Halves of surrogate pairs; whole pairs are one character to a `u` expression. */
const halfCharacters = /\p{Cs}/gu;

/** The text as PostgreSQL can keep it: without NUL, and with a replacement for half characters. */
export function toStorableText(text: string): string {
  return text.replaceAll('\0', '').replace(halfCharacters, '\ufffd');
}
