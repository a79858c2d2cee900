import { randomBytes } from 'node:crypto';
import { readdirSync, readlinkSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Asset } from '@/lib/contracts';
import { serveAsset, useStorage } from '@/lib/media';
import { db } from '@/lib/platform/db';
import { createMemoryStorage } from '@/tests/fakes/memory-storage';
import { createPerson } from '@/tests/support/integration';
import { send, useMedia } from '@/tests/support/media';
import { drawQuarters } from '@/tests/support/pictures';

const media = useMedia();
let owner: string;
let pdf: Asset;
let picture: Asset;
const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(300_000)]);
const size = bytes.length;

beforeAll(async () => {
  owner = await createPerson();
  pdf = await send(owner, bytes, { filename: 'Ñandú "1".pdf' });
  picture = await send(owner, await drawQuarters().png().toBuffer(), { filename: 'quarters.png' });
});

function ask(
  asset: Asset,
  headers: Record<string, string> = {},
  method = 'GET',
  variant: string | null = null,
) {
  return serveAsset(owner, asset.id, variant, new Request('http://app/', { method, headers }));
}
const bodyOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

it('is kept for good under the address that names these bytes, and asked for again under any other', async () => {
  const [thumbnail] = picture.variants;
  const look = async (url: string) => {
    const response = await serveAsset(
      owner,
      picture.id,
      'thumbnail',
      new Request(new URL(url, 'http://app/')),
    );
    await response.arrayBuffer();
    return response.headers.get('cache-control');
  };
  expect(await look(thumbnail?.url ?? '')).toBe('private, max-age=31536000, immutable, no-transform');
  expect(await look(`/media/${picture.id}/thumbnail`)).toBe('private, no-cache, no-transform');
  expect(await look(`/media/${picture.id}/thumbnail?v=000000000000`)).toBe('private, no-cache, no-transform');
});

describe('a whole answer', () => {
  it('says everything about its bytes', async () => {
    const response = await ask(pdf);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=31536000, immutable, no-transform',
      'content-disposition':
        'attachment; filename="_and_ _1_.pdf"; filename*=UTF-8\'\'%C3%91and%C3%BA%20%221%22.pdf',
      'content-length': String(size),
      'content-security-policy': "sandbox; default-src 'none'",
      'content-type': 'application/pdf',
      'cross-origin-resource-policy': 'same-origin',
      etag: expect.stringMatching(/^"[\w-]+"$/),
      vary: 'Cookie, Authorization',
      'x-content-type-options': 'nosniff',
    });
    expect((await bodyOf(response)).equals(bytes)).toBe(true);
  });

  it('shows a re-encoded picture and its variants in place', async () => {
    for (const variant of [null, 'thumbnail']) {
      const response = await ask(picture, {}, 'GET', variant);
      expect(response.headers.get('content-disposition')).toMatch(/^inline/);
      expect(response.headers.get('content-type')).toMatch(/^image\/(png|webp)$/);
      await response.arrayBuffer();
    }
  });

  it('to HEAD has the same headers and no body', async () => {
    const [get, head] = [await ask(pdf), await ask(pdf, { range: 'bytes=0-1' }, 'HEAD')];
    expect(head.status).toBe(200);
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(get.headers));
    expect(head.body).toBeNull();
    await get.arrayBuffer();
  });

  it('has another ETag for each variant', async () => {
    const etags = await Promise.all(
      [null, 'thumbnail'].map(async (variant) =>
        (await ask(picture, {}, 'HEAD', variant)).headers.get('etag'),
      ),
    );
    expect(new Set(etags).size).toBe(2);
  });
});

describe('a range', () => {
  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=0-99', 0, 99],
    ['bytes=100-', 100, size - 1],
    ['bytes=-1', size - 1, size - 1],
    ['bytes=-500', size - 500, size - 1],
    [`bytes=0-${size * 2}`, 0, size - 1],
    [`bytes=-${size * 2}`, 0, size - 1],
    [`bytes=${size - 1}-${size - 1}`, size - 1, size - 1],
  ])('%s is answered with exactly those bytes', async (range, start, end) => {
    const response = await ask(pdf, { range });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/${size}`);
    expect(response.headers.get('content-length')).toBe(String(end - start + 1));
    expect((await bodyOf(response)).equals(bytes.subarray(start, end + 1))).toBe(true);
  });

  it.each([`bytes=${size}-`, `bytes=${size + 5}-${size + 9}`, 'bytes=-0'])(
    '%s cannot be satisfied',
    async (range) => {
      const response = await ask(pdf, { range });
      expect(response.status).toBe(416);
      expect(response.headers.get('content-range')).toBe(`bytes */${size}`);
      expect(await bodyOf(response)).toHaveLength(0);
    },
  );

  it.each(['bytes=5-2', 'bytes=-', 'bytes=a-b', 'bytes=0-1,5-9', 'lines=0-1', 'bytes', ''])(
    '%j is ignored and the whole given',
    async (range) => {
      const response = await ask(pdf, { range });
      expect(response.status).toBe(200);
      expect(await bodyOf(response)).toHaveLength(size);
    },
  );

  it('holds only while If-Range names what is served', async () => {
    const etag = (await ask(pdf, {}, 'HEAD')).headers.get('etag') ?? '';
    const matrix: [string, number][] = [
      [etag, 206],
      ['"other"', 200],
      [`W/${etag}`, 200],
      ['Wed, 21 Oct 2015 07:28:00 GMT', 200],
    ];
    for (const [held, status] of matrix) {
      const response = await ask(pdf, { range: 'bytes=0-9', 'if-range': held });
      expect(response.status, held).toBe(status);
      await response.arrayBuffer();
    }
  });
});

describe('a client that holds a copy', () => {
  it('gets 304 without a body for each way of naming it', async () => {
    const etag = (await ask(pdf, {}, 'HEAD')).headers.get('etag') ?? '';
    for (const held of [etag, `W/${etag}`, `"a", ${etag}`, '*']) {
      for (const method of ['GET', 'HEAD']) {
        const response = await ask(pdf, { 'if-none-match': held, range: 'bytes=0-1' }, method);
        expect(response.status, `${method} ${held}`).toBe(304);
        expect(response.headers.get('etag')).toBe(etag);
        expect(response.body).toBeNull();
      }
    }
  });

  it('gets the bytes when its copy is another', async () => {
    const response = await ask(pdf, { 'if-none-match': '"other"' });
    expect(response.status).toBe(200);
    await response.arrayBuffer();
  });
});

describe('what is not served', () => {
  it('is the same 404 for a foreign asset, an unknown one and an unknown variant', async () => {
    const stranger = await createPerson();
    const nobody = crypto.randomUUID();
    const copy = new Request('http://app/', { headers: { 'if-none-match': '*' } });
    const asked: Parameters<typeof serveAsset>[] = [
      [stranger, pdf.id, null, new Request('http://app/')],
      [stranger, pdf.id, null, copy],
      [stranger, picture.id, 'thumbnail', new Request('http://app/', { method: 'HEAD' })],
      [owner, nobody, null, new Request('http://app/')],
      [owner, 'not-an-id', null, new Request('http://app/')],
      [owner, pdf.id, 'thumbnail', new Request('http://app/')],
    ];
    for (const given of asked) {
      await expect(serveAsset(...given)).rejects.toMatchObject({
        code: 'media.not_found',
        kind: 'not_found',
      });
    }
  });

  it.each([
    ['quarantined', 'media.quarantined'],
    ['expired', 'media.expired'],
    ['uploading', 'media.not_ready'],
  ])('is an asset that is %s', async (status, code) => {
    const asset = await send(owner, randomBytes(20));
    await db().mediaAsset.update({ where: { id: asset.id }, data: { status } });
    await expect(ask(asset)).rejects.toMatchObject({ code });
  });

  it.each(['processing', 'failed'])(
    'is not an asset that is %s, unless it was not scanned yet',
    async (status) => {
      const asset = await send(owner, Buffer.from(`given as it came: ${status}`));
      await db().mediaAsset.update({ where: { id: asset.id }, data: { status } });
      expect((await bodyOf(await ask(asset))).toString()).toBe(`given as it came: ${status}`);
      await db().mediaAsset.update({ where: { id: asset.id }, data: { scan_verdict: 'pending' } });
      await expect(ask(asset)).rejects.toMatchObject({ code: 'media.not_ready' });
    },
  );

  it('is an asset whose bytes are lost: a 404 that says so, before any header is sent', async () => {
    const asset = await send(owner, Buffer.from('lost'));
    const row = await db().mediaAsset.findUniqueOrThrow({ where: { id: asset.id } });
    rmSync(path.join(media.dataDir, row.storage_key));
    await expect(ask(asset)).rejects.toMatchObject({ code: 'media.bytes_missing', kind: 'not_found' });
  });
});

it('a slow client is waited for: bytes are not read ahead into memory', async () => {
  const storage = createMemoryStorage();
  useStorage(storage);
  try {
    const large = await send(owner, Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(5_000_000)]));
    let readBytes = 0;
    storage.open = async () =>
      Readable.from(
        (async function* () {
          for (let index = 0; index < 80; index += 1) {
            readBytes += 65_536;
            yield Buffer.alloc(65_536);
          }
        })(),
        { objectMode: false },
      );
    const reader = (await ask(large)).body?.getReader();
    await reader?.read();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(readBytes).toBeLessThan(1_000_000);
    await reader?.cancel();
  } finally {
    useStorage(undefined);
  }
});

describe.skipIf(process.platform !== 'linux')('open files (counted on Linux only)', () => {
  const openFiles = () =>
    readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).startsWith(media.dataDir);
      } catch {
        return false;
      }
    });

  it('are closed when answers are read, cancelled in the middle, or cancelled unread', async () => {
    const large = await send(owner, Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(3_000_000)]));
    for (let round = 0; round < 20; round += 1) {
      await (await ask(large)).arrayBuffer();
      const reader = (await ask(large)).body?.getReader();
      await reader?.read();
      await reader?.cancel();
      await (await ask(large)).body?.cancel();
      await ask(large, {}, 'HEAD');
    }
    await expect.poll(openFiles).toEqual([]);
  });
});
