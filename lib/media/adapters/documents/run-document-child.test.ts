import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { pdfOfTexts } from '@/tests/support/pdf-file';
import { type DocumentChild, runDocumentChild } from './run-document-child';

// A busy machine starts processes slowly.
vi.setConfig({ testTimeout: 60_000 });

const MEGABYTE = 1024 * 1024;
let folder: string;
let source: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'strand-documents-'));
  source = path.join(folder, 'source.pdf');
  await writeFile(source, pdfOfTexts(Array.from({ length: 200 }, () => 'word '.repeat(15))));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let made = 0;
const target = () => path.join(folder, `target-${made++}`);
const readText = (changes: Partial<DocumentChild> = {}, file = target()) =>
  runDocumentChild({
    script: 'read-pdf-child.mjs',
    args: ['text', source, file, MEGABYTE, 1e6],
    timeoutMs: 30_000,
    maxFileBytes: MEGABYTE,
    signal: new AbortController().signal,
    ...changes,
  });

/** Runs a script of the test's in place of a reader. */
async function runScript(source: string): Promise<unknown> {
  const file = path.join(folder, `script-${made++}.mjs`);
  await writeFile(file, source);
  const script = path.relative(path.join(process.cwd(), 'lib/media/adapters/documents'), file);
  return readText({ script: script as DocumentChild['script'] });
}

it('gives back what the process says', async () => {
  expect(await readText()).toEqual({ status: 'read', pages: 200, read: 200, unreadable: 0 });
});

it('ends one that takes longer than it may', async () => {
  const started = performance.now();
  expect(await readText({ timeoutMs: 20 })).toBeNull();
  expect(performance.now() - started).toBeLessThan(10_000);
});

it.skipIf(process.platform === 'win32')('ends one that writes more than it may', async () => {
  const file = target();
  expect(await readText({ maxFileBytes: 4096 }, file)).not.toMatchObject({ read: 200 });
  expect((await readFile(file)).length).toBeLessThanOrEqual(4096);
});

it.skipIf(process.platform === 'win32')('ends one that takes more memory than it may', async () => {
  const grab = (count: number) =>
    runScript(`const held = []; for (let i = 0; i < ${count}; i += 1) held.push(Buffer.alloc(100 * ${MEGABYTE}, 1));
      process.stdout.write(JSON.stringify(held.length));`);
  expect(await grab(5)).toBe(5);
  expect(await grab(20)).toBeNull();
});

it('gives it nothing of the environment, and lets it make no code of strings', async () => {
  vi.stubEnv('SECRET_OF_THIS_TEST', 'secret');
  const said = await runScript(`
    let made = 'made';
    try { new Function('return 1')(); } catch { made = 'refused'; }
    process.stdout.write(JSON.stringify({ made, names: Object.keys(process.env) }));`);
  vi.unstubAllEnvs();
  expect(said).toMatchObject({ made: 'refused', names: expect.arrayContaining(['NODE_ENV']) });
  expect(
    (said as { names: string[] }).names.filter((name) => /SECRET|PATH|HOME|DATABASE/.test(name)),
  ).toEqual([]);
});

it('runs one at a time, and not those that nobody waits for any more', async () => {
  const controller = new AbortController();
  const reason = new Error('cancelled');
  const first = readText();
  const second = readText({ signal: controller.signal });
  controller.abort(reason);
  await expect(second).rejects.toBe(reason);
  expect(await first).toMatchObject({ status: 'read' });
});
