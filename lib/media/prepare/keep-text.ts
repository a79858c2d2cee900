import { readFile } from 'node:fs/promises';
import type { PrepareWork } from '../prepare-ports';

/** Keeps the words of a document from a UTF-8 file; false when there are none, or no file. */
export async function keepText(file: string, work: PrepareWork): Promise<boolean> {
  work.signal.throwIfAborted();
  const text = await readFile(file, 'utf8').catch(() => '');
  if (text.trim() === '') return false;
  await work.keep({
    name: 'text',
    file,
    contentType: 'text/plain; charset=utf-8',
    extension: 'txt',
    width: null,
    height: null,
    atMs: null,
  });
  return true;
}
