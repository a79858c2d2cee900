type Content = string | number | boolean | Xml[] | undefined;
/** An element; one whose content is undefined is left out. */
export type Xml = [name: string, content: Content];

export function toXml(...root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root)}`;
}

function write([name, content]: Xml): string {
  if (content === undefined) return '';
  const inner = Array.isArray(content) ? content.map(write).join('') : escapeText(String(content));
  return `<${name}>${inner}</${name}>`;
}

const escapeText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The contents of all elements of a name, in order. Enough for what the SDK sends. */
export function readAll(xml: string, name: string): string[] {
  const pattern = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g');
  return [...xml.matchAll(pattern)].map(([, inner]) => inner ?? '');
}

export const readFirst = (xml: string, name: string): string | undefined => readAll(xml, name)[0];
