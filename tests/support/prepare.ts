import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { giveUpPreparing, prepareJob, prepareMedia } from '@/lib/flows/prepare-media';
import { receiveUpload } from '@/lib/flows/receive-upload';
import { usePreparers } from '@/lib/media';
import type { MadeFile, Preparer } from '@/lib/media/prepare-ports';
import { type Queue, startQueue } from '@/lib/platform/queue';
import { inChunks } from './media';

/** Every PDF gets this preparer until the end of the test. */
export function preparePdfsWith(preparer: Preparer): void {
  usePreparers([{ prepares: ({ format }) => format === 'pdf', load: async () => preparer }]);
}

/** Runs the worker's queue within a test file. */
export function useWorker(): void {
  let queue: Queue;
  beforeAll(async () => {
    queue = await startQueue();
    await queue.work(prepareJob, prepareMedia, giveUpPreparing);
  }, 60_000);
  afterEach(() => usePreparers(undefined));
  afterAll(() => queue.stop(1_000));
}

/** A PDF by its first bytes; no two are alike. */
export const somePdf = () => Buffer.from(`%PDF-1.7\n% ${Math.random()}\n`);

/** Sends a file as an upload does, its job included. */
export function upload(ownerId: string, bytes: Uint8Array, filename = 'paper.pdf') {
  return receiveUpload({
    ownerId,
    body: inChunks(bytes),
    declaredType: null,
    filename,
    contentLength: bytes.length,
  });
}

/** A small text variant, written into the preparer's folder. */
export async function makeText(folder: string, name: string, text: string): Promise<MadeFile> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return { name, file, contentType: 'text/plain', extension: 'txt', width: null, height: null, atMs: null };
}

/** Something to wait for, opened from elsewhere. */
export function createGate<T = void>(): { opened: Promise<T>; open(value: T): void } {
  let open: (value: T) => void = () => {};
  const opened = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { opened, open: (value) => open(value) };
}
