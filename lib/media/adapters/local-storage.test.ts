import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLocalStorage } from './local-storage';

const about = { contentType: 'text/plain' };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'strand-local-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function* bytes(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

it('keeps files for this user alone, at the path that the key names', async () => {
  await createLocalStorage(folder).put('media/file/a.txt', bytes('x'), about);
  const file = await stat(path.join(folder, 'media/file/a.txt'));
  expect(file.mode & 0o077).toBe(0);
  expect((await stat(path.join(folder, 'media/file'))).mode & 0o077).toBe(0);
});

it('leaves no temporary file after success, failure or conflict', async () => {
  const storage = createLocalStorage(folder);
  await storage.put('media/file/a.txt', bytes('x'), about);
  await expect(storage.put('media/file/a.txt', bytes('y'), about)).rejects.toThrow();
  const failing = async function* () {
    yield Buffer.from('x');
    throw new Error('cut');
  };
  await expect(storage.put('media/file/b.txt', failing(), about)).rejects.toThrow('cut');
  expect(await readdir(path.join(folder, 'media/.incoming'))).toEqual([]);
});

it('drops what a killed process left unfinished, but not what is still arriving', async () => {
  const incoming = path.join(folder, 'media/.incoming');
  await mkdir(incoming, { recursive: true });
  await writeFile(path.join(incoming, 'old'), 'x');
  await utimes(path.join(incoming, 'old'), new Date(0), new Date(0));
  await writeFile(path.join(incoming, 'new'), 'x');
  const storage = createLocalStorage(folder);
  expect(await storage.dropUnfinished(new Date(Date.now() - 3_600_000))).toBe(1);
  expect(await readdir(incoming)).toEqual(['new']);
});

it('answers a folder it cannot write to with a plain sentence', async () => {
  await writeFile(path.join(folder, 'media'), 'a file where the folder should be');
  const storage = createLocalStorage(folder);
  await expect(storage.put('media/file/a.txt', bytes('x'), about)).rejects.toMatchObject({
    code: 'media.storage_unavailable',
  });
  await expect(storage.check()).rejects.toMatchObject({ kind: 'unavailable' });
});

it('takes over a file of the same disk instead of copying it, as one of its own', async () => {
  const file = path.join(folder, 'spooled');
  await writeFile(file, 'the same bytes', { mode: 0o644 });
  await utimes(file, new Date(0), new Date(0));
  const unread = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from('');
    throw new Error('read');
  };
  const storage = createLocalStorage(folder);
  const put = storage.put('media/file/a.txt', unread(), { ...about, file });
  expect(await put).toEqual({ sizeBytes: 14 });
  const target = path.join(folder, 'media/file/a.txt');
  const [kept, own] = [await stat(target), await stat(file)];
  expect([kept.ino, kept.mode & 0o077]).toEqual([own.ino, 0]);
  // Young again: what is old and has no row yet would be swept.
  expect(Date.now() - kept.mtimeMs).toBeLessThan(60_000);
  await rm(file);
  expect(await readFile(target, 'utf8')).toBe('the same bytes');
  expect(await readdir(path.join(folder, 'media/.incoming'))).toEqual([]);
});

it('copies a file that it cannot take over', async () => {
  const storage = createLocalStorage(folder);
  const elsewhere = path.join(folder, 'not', 'there');
  const put = storage.put('media/file/a.txt', bytes('copied'), { ...about, file: elsewhere });
  expect(await put).toEqual({ sizeBytes: 6 });
  expect(await readFile(path.join(folder, 'media/file/a.txt'), 'utf8')).toBe('copied');
});
