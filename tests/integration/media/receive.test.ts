import { createHash, randomBytes } from 'node:crypto';
import { utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@/lib/kernel';
import { getAsset, type ReceiveMedia, serveAsset, useStorage } from '@/lib/media';
import { db } from '@/lib/platform/db';
import { createMemoryStorage } from '@/tests/fakes/memory-storage';
import { createPerson } from '@/tests/support/integration';
import { inChunks, send, useMedia } from '@/tests/support/media';
import { drawQuarters } from '@/tests/support/pictures';

const MEGABYTE = 1024 * 1024;
const media = useMedia();
let owner: string;
beforeAll(async () => {
  owner = await createPerson();
});

const text = (content: string) => Buffer.from(content);
const count = () => db().mediaAsset.count();

/** A body that never ends by itself and tells how much was taken. */
function endless(firstBytes: Uint8Array, chunkBytes = 64 * 1024) {
  const taken = { bytes: 0 };
  const body = (async function* (): AsyncGenerator<Uint8Array, void> {
    yield firstBytes;
    const chunk = new Uint8Array(chunkBytes);
    for (;;) {
      taken.bytes += chunk.length;
      yield chunk;
    }
  })();
  return { body, taken };
}

describe('what is kept', () => {
  it('is described by what the bytes are, with their hash and size', async () => {
    const pdf = Buffer.concat([text('%PDF-1.7\n'), randomBytes(200_000)]);
    const asset = await send(owner, pdf, { filename: 'Bericht ä.pdf', declaredType: 'text/plain' });
    expect(asset).toMatchObject({
      id: expect.any(String),
      url: `/media/${asset.id}`,
      type: 'file',
      format: 'pdf',
      content_type: 'application/pdf',
      size_bytes: pdf.length,
      filename: 'Bericht ä.pdf',
      status: 'processing',
      width: null,
      height: null,
      duration_ms: null,
      placeholder: null,
      thumbnail_url: null,
      source: 'upload',
      generation: null,
      sha256: createHash('sha256').update(pdf).digest('hex'),
      variants: [],
      created_at: expect.any(String),
    });
    const response = await serveAsset(owner, asset.id, null, new Request('http://app/'));
    expect(Buffer.from(await response.arrayBuffer()).equals(pdf)).toBe(true);
  });

  it('lies under a key made of our own words and ids', async () => {
    const asset = await send(owner, text('hello'), { filename: '../../etc/passwd' });
    expect(asset.filename).toBe('passwd');
    const row = await db().mediaAsset.findUniqueOrThrow({ where: { id: asset.id } });
    expect(row.storage_key).toMatch(new RegExp(`^media/file/unfiled/upload/\\d{17}_${asset.id}\\.txt$`));
    expect(row.storage_driver).toBe('local');
    expect(await media.listFiles()).toContain(row.storage_key);
  });

  it('goes through the same door when a model made it', async () => {
    const generation = { model: 'studio/image', tool: null, prompt: 'four quarters' };
    const asset = await send(owner, await drawQuarters().png().toBuffer(), {
      source: 'generated',
      generation,
    });
    expect(asset).toMatchObject({ source: 'generated', generation, format: 'png', width: 60 });
    expect(asset.placeholder).not.toBeNull();
  });

  it.each([
    ['a web stream', (bytes: Buffer) => new Blob([new Uint8Array(bytes)]).stream()],
    ['a Node stream', (bytes: Buffer) => Readable.from([bytes])],
    ['single bytes', (bytes: Buffer) => inChunks(bytes, 1)],
  ])('arrives as %s', async (_, body) => {
    const bytes = text('the same whatever the way');
    const asset = await send(owner, bytes, { body: body(bytes) });
    expect(asset.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('needs no announced length', async () => {
    expect((await send(owner, text('hello'), { contentLength: null })).size_bytes).toBe(5);
  });
});

describe('text and programs', () => {
  it.each([
    ['page.html', '<!doctype html><script>alert(1)</script>', 'text/plain'],
    ['page.svg.txt', '<html><svg onload="alert(1)"></svg></html>', 'text/plain'],
    [
      'feed.xml',
      '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script/></html>',
      'text/plain',
    ],
    ['run.sh', '#!/bin/sh\nrm -rf /', 'text/plain'],
    ['app.js', 'alert(document.cookie)', 'text/plain'],
    ['table.csv', 'a,b\n=cmd(),2\n', 'text/csv'],
    ['data.json', '{"a":1}', 'application/json'],
    ['not.json', '<script>alert(1)</script>', 'text/plain'],
    ['notes.md', '# Notes', 'text/markdown'],
    ['types.ts', 'export const a = 1;', 'text/plain'],
    ['blob', '\0\u0001\u0002', 'application/octet-stream'],
  ])('%s is held as a download of type %3$s', async (filename, content, contentType) => {
    const asset = await send(owner, text(content), { filename, declaredType: 'text/html' });
    expect(asset).toMatchObject({ type: 'file', content_type: contentType });
    const response = await serveAsset(owner, asset.id, null, new Request('http://app/'));
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(response.headers.get('content-type')).not.toMatch(/html|xml|script|svg/);
    await response.arrayBuffer();
  });

  it('a program is refused with a way out', async () => {
    const elf = Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(200)]);
    await expect(
      send(owner, elf, { filename: 'photo.png', declaredType: 'image/png' }),
    ).rejects.toMatchObject({
      code: 'media.unsupported',
      kind: 'unsupported',
      publicMessage: expect.stringContaining('zip'),
    });
  });

  it('a name that promises a picture which the bytes are not is refused', async () => {
    for (const given of [{ filename: 'photo.png' }, { filename: null, declaredType: 'image/png' }]) {
      await expect(send(owner, text('not a picture'), given)).rejects.toMatchObject({
        code: 'media.damaged',
      });
    }
  });
});

describe('limits', () => {
  it('an announced size over the limit is refused before anything is read', async () => {
    const { body, taken } = endless(text('x'));
    const given = { body, contentLength: 100 * MEGABYTE + 1 };
    await expect(send(owner, text(''), given)).rejects.toMatchObject({
      code: 'media.too_large',
      kind: 'too_large',
    });
    expect(taken.bytes).toBe(0);
  });

  it.each([
    [
      'picture',
      Buffer.from(
        '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000049444154',
        'hex',
      ),
      20,
    ],
    ['recording', Buffer.from('fffb9064'.padEnd(2000, '0'), 'hex'), 25],
    ['file', text('%PDF-1.7\n'), 100],
  ])(
    'a %s that turns out larger is refused in mid-stream and leaves nothing',
    async (noun, head, megabytes) => {
      const before = await media.listFiles();
      const { body, taken } = endless(head);
      const given = { body, contentLength: null };
      await expect(send(owner, head, given)).rejects.toMatchObject({
        code: 'media.too_large',
        publicMessage: `This ${noun} is larger than ${megabytes} MB. Choose a smaller one.`,
      });
      expect(taken.bytes).toBeLessThan(megabytes * MEGABYTE + MEGABYTE);
      expect(await media.listFiles()).toEqual(before);
      await body.return(undefined);
    },
  );

  it('what still arrives after a refusal is read, so that the sender sees why', async () => {
    const elf = Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(5 * MEGABYTE)]);
    let isRead = false;
    const body = (async function* () {
      yield* inChunks(elf);
      isRead = true;
    })();
    await expect(send(owner, elf, { body })).rejects.toMatchObject({ code: 'media.unsupported' });
    await expect.poll(() => isRead).toBe(true);
  });

  it.each([null, 0])('nothing at all is empty (announced: %s)', async (contentLength) => {
    await expect(send(owner, text(''), { contentLength })).rejects.toMatchObject({ code: 'media.empty' });
    await expect(send(owner, text(''), { contentLength, body: null })).rejects.toMatchObject({
      code: 'media.empty',
    });
  });
});

describe('uploads that break off', () => {
  const kinds: [string, () => Promise<Buffer>][] = [
    ['file', async () => Buffer.concat([text('%PDF-1.7\n'), randomBytes(2 * MEGABYTE)])],
    ['picture', () => drawQuarters(1500, 1000).png({ compressionLevel: 0 }).toBuffer()],
  ];

  it.each(kinds)('a %s whose sender goes away leaves nothing', async (_, make) => {
    const before = { files: await media.listFiles(), rows: await count() };
    const bytes = await make();
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.subarray(0, bytes.length / 2));
        setTimeout(() => controller.error(new Error('aborted')), 30);
      },
    });
    await expect(send(owner, bytes, { body })).rejects.toMatchObject({
      code: 'media.interrupted',
      kind: 'invalid',
    });
    expect({ files: await media.listFiles(), rows: await count() }).toEqual(before);
  });

  it.each(kinds)('a %s shorter than announced leaves nothing', async (_, make) => {
    const before = { files: await media.listFiles(), rows: await count() };
    const bytes = await make();
    await expect(send(owner, bytes, { contentLength: bytes.length + 1 })).rejects.toMatchObject({
      code: 'media.interrupted',
      retryable: true,
    });
    expect({ files: await media.listFiles(), rows: await count() }).toEqual(before);
  });
});

describe('failures on our side', () => {
  afterEach(() => useStorage(undefined));

  it('a row that cannot be written takes the stored bytes back', async () => {
    const before = await media.listFiles();
    const nobody = newId();
    for (const bytes of [text('hello'), await drawQuarters(2000, 2000).png().toBuffer()]) {
      await expect(send(nobody, bytes)).rejects.toThrow();
    }
    expect(await media.listFiles()).toEqual(before);
  });

  it('a storage that fails at the second file takes the first back and writes no row', async () => {
    const storage = createMemoryStorage();
    const put = storage.put.bind(storage);
    storage.put = (key, ...rest) =>
      key.includes('.thumbnail.') ? Promise.reject(new Error('disk')) : put(key, ...rest);
    useStorage(storage);
    const before = await count();
    await expect(send(owner, await drawQuarters().png().toBuffer())).rejects.toThrow('disk');
    const left = [];
    for await (const found of storage.list('media/')) left.push(found.key);
    expect(left).toEqual([]);
    expect(await count()).toBe(before);
  });

  it('a data folder that cannot be written is said in plain words', async () => {
    const file = path.join(media.dataDir, 'in-the-way');
    writeFileSync(file, '');
    const { createLocalStorage } = await import('@/lib/media/adapters/local-storage');
    useStorage(createLocalStorage(file));
    await expect(send(owner, text('hello'))).rejects.toMatchObject({
      code: 'media.storage_unavailable',
      kind: 'unavailable',
      retryable: true,
    });
  });
});

describe('repeated calls', () => {
  const again = (id: string, bytes: Buffer, ownerId = owner, given: Partial<ReceiveMedia> = {}) =>
    send(ownerId, bytes, { id, ...given });

  it('with one id and the same bytes are one asset', async () => {
    const id = newId();
    const first = await again(id, text('once'));
    const files = await media.listFiles();
    expect(await again(id, text('once'))).toEqual(first);
    expect(await media.listFiles()).toEqual(files);
  });

  it('with one id and other bytes, or by someone else, are refused and leave nothing', async () => {
    const id = newId();
    await again(id, text('mine'));
    const files = await media.listFiles();
    await expect(again(id, text('other'))).rejects.toMatchObject({ code: 'media.id_taken' });
    const stranger = await createPerson();
    await expect(again(id, text('mine'), stranger)).rejects.toMatchObject({ code: 'media.id_taken' });
    expect(await getAsset(stranger, id)).toBeNull();
    expect(await media.listFiles()).toEqual(files);
  });
});

describe('twenty uploads at once', () => {
  let photo: Buffer;
  beforeEach(async () => {
    photo = await drawQuarters(2400, 1600).jpeg().toBuffer();
  });

  it('all arrive, as assets of their own', async () => {
    const assets = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0
          ? send(owner, photo)
          : send(owner, Buffer.concat([text('%PDF-1.7\n'), randomBytes(MEGABYTE)])),
      ),
    );
    expect(new Set(assets.map(({ id }) => id)).size).toBe(20);
    expect(assets.map(({ type, status }) => `${type} ${status}`)).toEqual(
      Array(10).fill(['image ready', 'file processing']).flat(),
    );
    const pictures = assets.filter(({ type }) => type === 'image');
    expect(pictures.map(({ width }) => width)).toEqual(Array(10).fill(2400));
    expect((await media.listFiles()).some((file) => /\.(spool|incoming)/.test(file))).toBe(false);
  });
});

it('a spool folder that a killed process left is older than any upload and can be told', async () => {
  const { dropOldSpools } = await import('@/lib/media/spool');
  const { mkdirSync } = await import('node:fs');
  const left = path.join(media.dataDir, 'media/.spool/left');
  mkdirSync(left, { recursive: true });
  utimesSync(left, new Date(0), new Date(0));
  mkdirSync(path.join(media.dataDir, 'media/.spool/current'));
  expect(await dropOldSpools(new Date(Date.now() - 3_600_000))).toBe(1);
});
