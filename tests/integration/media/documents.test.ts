import { describe, expect, it, vi } from 'vitest';
import { requireAsset, serveAsset } from '@/lib/media';
import { heading, paragraph, writeDocx } from '@/tests/support/docx-file';
import { useMedia } from '@/tests/support/media';
import { useMediaDoor } from '@/tests/support/media-door';
import { encryptedPdf, pdfOfTexts } from '@/tests/support/pdf-file';
import { useWorker } from '@/tests/support/prepare';
import { waitFor } from '@/tests/support/wait-for';

// Each document is opened by processes of its own, which a busy machine starts slowly.
vi.setConfig({ testTimeout: 60_000 });

useMedia();
const door = useMediaDoor();
useWorker();

/** Sends a document through the door, and waits until the worker is done with it. */
async function sendDocument(bytes: Uint8Array, filename: string) {
  const { status, asset } = await door.send(bytes, filename, 'application/octet-stream');
  expect(status).toBe(201);
  return waitFor(async () => {
    const found = await requireAsset(door.owner(), asset?.id ?? '');
    return found.status !== 'processing' && found;
  }, 45_000);
}

const read = (id: string, variant: string) =>
  serveAsset(door.owner(), id, variant, new Request('http://localhost/'));

describe('a document that was sent', () => {
  it('as PDF gets its first page, its words and the number of its pages', async () => {
    const asset = await sendDocument(pdfOfTexts(['First page', 'Second page']), 'report.pdf');
    expect(asset).toMatchObject({ status: 'ready', page_count: 2, preview_note: null, error: null });
    expect(asset.variants.map(({ name }) => name).sort()).toEqual(['page', 'text', 'thumbnail']);
    expect(asset.placeholder).not.toBeNull();
    expect(asset.thumbnail_url).toContain(`/media/${asset.id}/thumbnail`);
    const page = await read(asset.id, 'page');
    expect(page.headers.get('content-type')).toBe('image/webp');
    expect(page.headers.get('content-disposition')).toMatch(/^inline/);
    const text = await read(asset.id, 'text');
    expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(text.headers.get('content-disposition')).toMatch(/^attachment/);
    expect((await text.text()).split('\f').map((words) => words.trim())).toEqual([
      'First page',
      'Second page',
    ]);
  });

  it('as DOCX gets a picture of its beginning and its words', async () => {
    const asset = await sendDocument(writeDocx(heading(1, 'Plan') + paragraph('Now.')), 'plan.docx');
    expect(asset).toMatchObject({ status: 'ready', format: 'docx', preview_note: null });
    expect(asset.variants.map(({ name }) => name).sort()).toEqual(['page', 'text', 'thumbnail']);
    expect(await (await read(asset.id, 'text')).text()).toBe('# Plan\n\nNow.');
  });

  it('is ready with a note when nothing can be made of it', async () => {
    const bomb = writeDocx('', [{ name: 'word/document.xml', bytes: Buffer.alloc(200 * 1024 * 1024, 'a') }]);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await sendDocument(bomb, 'bomb.docx')).toMatchObject({
      status: 'ready',
      variants: [],
      preview_note: expect.stringContaining('unpacks to far more'),
    });
    expect(await sendDocument(encryptedPdf(), 'secret.pdf')).toMatchObject({
      status: 'ready',
      variants: [],
      preview_note: expect.stringContaining('password'),
    });
  });
});
