import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawQuarters, pngChunk, withPngChunks } from '@/tests/support/pictures';
import { stripPng } from './strip-png';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'strand-png-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let count = 0;
async function strip(png: Buffer): Promise<Buffer> {
  count += 1;
  const [source, target] = [path.join(folder, `${count}.in`), path.join(folder, `${count}.out`)];
  await writeFile(source, png);
  await stripPng(source, target);
  return readFile(target);
}
const typesOf = (png: Buffer) =>
  png.toString('latin1').match(/IHDR|tEXt|zTXt|iTXt|iCCP|eXIf|tIME|IDAT|IEND/g);

it('leaves out text and keeps the picture to the byte', async () => {
  const png = await drawQuarters().png().toBuffer();
  const chunks = ['tEXt', 'zTXt', 'iTXt', 'tIME'].map((type) => pngChunk(type, Buffer.from('Comment\0x')));
  expect((await strip(withPngChunks(png, chunks))).equals(await strip(png))).toBe(true);
});

it('keeps the first colour profile and orientation of a sensible size', async () => {
  const png = await drawQuarters().png().toBuffer();
  const chunks = [
    pngChunk('iCCP', Buffer.alloc(3 * 1024 * 1024)),
    pngChunk('eXIf', Buffer.from('II*\0')),
    pngChunk('eXIf', Buffer.from('II*\0')),
  ];
  expect(typesOf(await strip(withPngChunks(png, chunks)))).toEqual(['IHDR', 'eXIf', 'IDAT', 'IEND']);
});

it('copies a damaged end and drops what follows the last chunk', async () => {
  const png = await drawQuarters().png().toBuffer();
  const cut = png.subarray(0, png.indexOf('IDAT') + 20);
  expect((await strip(cut)).length).toBeLessThanOrEqual(cut.length);
  expect((await strip(Buffer.concat([png, Buffer.from('<script>')]))).includes('<script>')).toBe(false);
});

it('reads a file of tiny chunks at once', async () => {
  const png = await drawQuarters().png().toBuffer();
  const tiny = pngChunk('tEXt', Buffer.alloc(0));
  const started = performance.now();
  await strip(withPngChunks(png, Array<Buffer>(500_000).fill(tiny)));
  expect(performance.now() - started).toBeLessThan(2_000);
});
