/**
 * The text in the bytes of a file: UTF-8, UTF-16 where a mark says so, else the old Western encoding, in which any
 * bytes are text. `cut`: the bytes end where somebody stopped reading, maybe within a letter and surely within a line.
 */
export function decodeText(bytes: Uint8Array, cut = false): string {
  const text = decode(bytes, cut);
  if (!cut) return text;
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\f'));
  return end > 0 ? text.slice(0, end) : text;
}

function decode(bytes: Uint8Array, cut: boolean): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null;
  if (marked) return new TextDecoder(marked).decode(bytes, { stream: cut });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
