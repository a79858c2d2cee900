import { decodeEntities } from './decode-entities';

const linkProtocols = new Set(['http:', 'https:', 'mailto:']);
const ownMedia =
  /^\/media\/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?:\/[a-z\d][a-z\d._-]{0,63})?$/i;

/**
 * The address a link in an answer may lead to, or null. What was checked is what is returned: the parsed form,
 * so that the browser cannot read the text another way than we did.
 */
export function safeLinkUrl(href: string): string | null {
  try {
    const url = new URL(decodeEntities(href));
    return linkProtocols.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** The path of a picture an answer may show: our own media only, so that no picture can carry data elsewhere. */
export function safeImagePath(src: string): string | null {
  return ownMedia.test(src) ? src : null;
}
