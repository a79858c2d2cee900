// Imported first by every process that opens documents. Nothing they need is anywhere but in the file, so the means of
// fetching are taken away before any of their code is loaded; eval is off by the flags of the process.
for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']) delete globalThis[name];

/** Says how it went, as the one line on stdout. */
export function tell(result) {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

const encoder = new TextEncoder();

/** The longest beginning of a text that takes at most `maxBytes` as UTF-8, never ending within a character. */
export function cutToBytes(text, maxBytes) {
  const { read } = encoder.encodeInto(text, new Uint8Array(maxBytes));
  return text.slice(0, read);
}

/** Text that can be stored and shown: well formed, and without characters that steer a terminal or end a page. */
export function cleanText(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ');
}
