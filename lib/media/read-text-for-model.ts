import { mediaNotReady } from './errors';
import { storageOf } from './storage';
import { findAsset } from './store/assets';

/** Four bytes make a letter at most; what is to be cut anyway is not read. */
const MAX_BYTES_OF_A_CHARACTER = 4;

/**
 * The words of a document by pages, or of a text file as one page, up to so many characters. Null when nothing of it
 * can be read as text. Throws `media.not_ready`.
 */
export async function readTextForModel(
  ownerId: string,
  id: string,
  maxCharacters: number,
): Promise<{ pages: string[]; isCut: boolean } | null> {
  const row = await findAsset(ownerId, id);
  if (row?.kind !== 'file') return null;
  if (row.status !== 'ready' || row.scan_verdict === 'pending') throw mediaNotReady();
  const isPlain = /^(text\/|application\/json$)/.test(row.content_type);
  const text = row.variants.find(({ name }) => name === 'text') ?? (isPlain ? row : null);
  if (!text) return null;
  const sizeBytes = Number(text.size_bytes);
  const end = Math.min(sizeBytes, maxCharacters * MAX_BYTES_OF_A_CHARACTER) - 1;
  if (end < 0) return { pages: [''], isCut: false };
  const bytes = await storageOf(row.storage_driver).open(text.storage_key, { start: 0, end });
  const whole = decode(Buffer.concat(await bytes.toArray()));
  // Not in the middle of a character.
  const said = whole.slice(0, maxCharacters).replace(/[\ud800-\udbff]$/, '');
  return { pages: said.split('\f'), isCut: said.length < whole.length || end + 1 < sizeBytes };
}

/** As the text is marked, else UTF-8, else what older programs write. A last character cut in two is left out. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes, { stream: true });
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes, { stream: true });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
