import yauzl from 'yauzl';

export class TooLargeInside extends Error {}

/** A document of a thousand pages has a few dozen parts; its pictures are never unpacked. */
const MAX_ENTRIES = 10_000;
const isWanted = (name) => /\.(xml|rels)$/i.test(name) && !name.startsWith('customXml/');

/**
 * The parts of a DOCX as mammoth asks for them. The sizes that the archive declares are judged before anything is
 * unpacked, and what really comes out is counted against the same limit. Throws TooLargeInside.
 */
export async function openParts(source, maxBytes) {
  const zip = await yauzl.openPromise(source, { autoClose: false, validateEntrySize: true });
  if (zip.entryCount > MAX_ENTRIES) throw new TooLargeInside();
  const parts = new Map();
  let declared = 0;
  for await (const entry of zip.eachEntry()) {
    if (!isWanted(entry.fileName)) continue;
    declared += entry.uncompressedSize;
    if (declared > maxBytes) throw new TooLargeInside();
    parts.set(entry.fileName, entry);
  }

  let unpacked = 0;
  async function unpack(name) {
    const chunks = [];
    for await (const chunk of await zip.openReadStreamPromise(parts.get(name))) {
      unpacked += chunk.length;
      if (unpacked > maxBytes) throw new TooLargeInside();
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  return {
    exists: (name) => parts.has(name),
    async read(name, encoding) {
      const bytes = await unpack(name);
      return encoding ? new TextDecoder(encoding).decode(bytes) : bytes;
    },
  };
}
