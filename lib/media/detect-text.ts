import { type DetectedType, plainType, svgType } from './media-types';

export type Claim = {
  /** Lower case, without the dot; empty when the name has none. */
  extension: string;
  /** The declared MIME type without parameters; empty when there is none. */
  declaredType: string;
};

/** Bytes that no text holds: C0 controls but tab, line feed, form feed, return, backspace and escape. */
const isBinaryByte = (byte: number) =>
  byte < 0x20 && !(byte >= 0x08 && byte <= 0x0d && byte !== 0x0b) && byte !== 0x1b;

const textTypes: Record<string, string> = {
  csv: 'text/csv',
  json: 'application/json',
  md: 'text/markdown',
  markdown: 'text/markdown',
  txt: 'text/plain',
  log: 'text/plain',
};
const extensionOfType: Record<string, string> = {
  'text/csv': 'csv',
  'application/json': 'json',
  'text/markdown': 'md',
};

/**
 * Types of text, which has no signature. HTML, XML and scripts are text like any other: kept under `text/plain`
 * or a harmless type, and given out as downloads only. Null when the bytes are not text.
 */
export function detectText(firstBlock: Uint8Array, claim: Claim): DetectedType | null {
  const text = decodeText(firstBlock, claim);
  if (text === null) return null;
  if (isSvg(text)) return svgType;
  const extension = claim.extension || (extensionOfType[claim.declaredType] ?? '');
  const contentType = textTypes[extension];
  if (!contentType) return plainType('file', 'text/plain', 'txt');
  if (contentType === 'application/json' && !/^[[{"\d\-tfn]/.test(text.trimStart())) {
    return plainType('file', 'text/plain', 'txt');
  }
  return plainType('file', contentType, extension === 'markdown' ? 'md' : extension);
}

function decodeText(bytes: Uint8Array, claim: Claim): string | null {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null;
  if (utf16) return decode(bytes, utf16);
  if (bytes.some(isBinaryByte)) return null;
  const utf8 = decode(bytes, 'utf-8');
  if (utf8 !== null) return utf8;
  // Older programs still write tables and notes in a one-byte encoding.
  const claimsText = claim.extension in textTypes || claim.declaredType.startsWith('text/');
  return claimsText ? decode(bytes, 'windows-1252') : null;
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    // `stream` lets the block end in the middle of a character.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** True when the root element is `svg`. A scan rather than one expression: those backtrack on crafted blanks. */
function isSvg(text: string): boolean {
  let rest = text.trimStart();
  for (;;) {
    const end = endOfProlog(rest);
    if (end === 0) return /^<(?:[\w-]+:)?svg[\s>/]/.test(rest);
    if (end === -1) return false;
    rest = rest.slice(end).trimStart();
  }
}

/** Length of the declaration, comment or doctype at the beginning; 0 without one, -1 when it does not end. */
function endOfProlog(text: string): number {
  const after = (mark: string) => (text.includes(mark) ? text.indexOf(mark) + mark.length : -1);
  if (text.startsWith('<?')) return after('?>');
  if (text.startsWith('<!--')) return after('-->');
  if (!/^<!DOCTYPE/i.test(text)) return 0;
  const subset = text.indexOf('[');
  return subset !== -1 && subset < text.indexOf('>') ? after(']>') : after('>');
}
