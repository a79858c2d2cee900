import { openPromise } from 'yauzl';

/** More than any office document has; a longer list says nothing new. */
const MAX_NAMES = 5_000;

/** The names in a zip archive, as many as can be read; none when it is damaged. Nothing is unpacked. */
export async function listZip(file: string): Promise<string[]> {
  const names: string[] = [];
  try {
    const zip = await openPromise(file, { autoClose: false });
    try {
      for await (const entry of zip.eachEntry()) {
        names.push(entry.fileName);
        if (names.length === MAX_NAMES) break;
      }
    } finally {
      zip.close();
    }
  } catch {
    // What came before the damage still tells something.
  }
  return names;
}
