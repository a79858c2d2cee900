import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createS3Storage } from '@/lib/media/adapters/s3/s3-storage';
import type { Storage } from '@/lib/media/ports';
import { type S3FaultKind, type S3Replica, startS3Replica } from '@/tests/fakes/s3-replica';
import { openS3Storage, s3ConfigOf } from '@/tests/support/bucket-storage';

const MEGABYTE = 1024 * 1024;
const key = 'media/file/x.bin';
const about = { contentType: 'application/octet-stream' };
const small = randomBytes(100_000);
const large = randomBytes(12 * MEGABYTE);

let replica: S3Replica;
let storage: Storage;

beforeEach(async () => {
  replica = await startS3Replica({ pageSize: 2 });
  storage = openS3Storage(replica);
});
afterEach(() => replica.close());

async function* inChunks(bytes: Buffer, chunkBytes = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}
const put = (bytes: Buffer) => storage.put(key, inChunks(bytes), about);
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function expectStored(bytes: Buffer) {
  const read = Buffer.concat(await (await storage.open(key)).toArray());
  expect(hash(read)).toBe(hash(bytes));
}

async function expectNothing() {
  expect(await storage.stat(key)).toBeNull();
  expect([...replica.bucket.objects.keys()]).toEqual([]);
  expect([...replica.bucket.uploads.keys()]).toEqual([]);
}

describe('a failure that passes', () => {
  const passing: S3FaultKind[] = ['internal-error', 'slow-down', 'cut-request', 'lost-answer'];

  it.each(passing)('%s while a small object is put is not noticed', async (kind) => {
    replica.fail({ operation: 'PutObject', kind, times: 2 });
    expect(await put(small)).toEqual({ sizeBytes: small.length });
    await expectStored(small);
  });

  it.each(passing)('%s while parts are sent is not noticed', async (kind) => {
    replica.fail({ operation: 'UploadPart', kind, after: 1, times: 2 });
    expect(await put(large)).toEqual({ sizeBytes: large.length });
    await expectStored(large);
    expect(replica.bucket.uploads.size).toBe(0);
  });

  it.each<S3FaultKind>([...passing, 'error-in-200'])(
    '%s at the end of a multipart upload is not noticed',
    async (kind) => {
      replica.fail({ operation: 'CompleteMultipartUpload', kind });
      expect(await put(large)).toEqual({ sizeBytes: large.length });
      await expectStored(large);
      expect(replica.bucket.uploads.size).toBe(0);
    },
  );

  it("leaves a conflict a conflict: the answer that was lost was somebody else's", async () => {
    await put(small);
    replica.fail({ operation: 'PutObject', kind: 'lost-answer' });
    await expect(put(randomBytes(10))).rejects.toMatchObject({ code: 'media.key_taken' });
    await expectStored(small);
  });

  it('is not noticed by readers either, before the first byte', async () => {
    await put(small);
    replica.fail({ operation: 'GetObject', kind: 'slow-down', times: 2 });
    await expectStored(small);
  });
});

describe('a failure that stays', () => {
  it.each<[string, Parameters<S3Replica['fail']>[0]]>([
    ['at the beginning', { operation: 'CreateMultipartUpload', kind: 'denied' }],
    ['at the second part', { operation: 'UploadPart', kind: 'denied', after: 1 }],
    [
      'at every part, for as long as is tried',
      { operation: 'UploadPart', kind: 'internal-error', times: 100 },
    ],
    ['at the end', { operation: 'CompleteMultipartUpload', kind: 'denied' }],
  ])('%s leaves nothing behind, and a new try succeeds', async (_, fault) => {
    replica.fail(fault);
    await expect(put(large)).rejects.toMatchObject({ code: 'media.storage_unavailable', retryable: true });
    await expectNothing();
    await replica.close();
    replica = await startS3Replica();
    storage = openS3Storage(replica);
    expect(await put(large)).toEqual({ sizeBytes: large.length });
    await expectStored(large);
  });

  it('closes the source, and waits for no more of it', async () => {
    replica.fail({ operation: 'UploadPart', kind: 'denied' });
    let given = 0;
    let isClosed = false;
    const endless = async function* () {
      try {
        for (; ; given += MEGABYTE) {
          yield Buffer.alloc(MEGABYTE);
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
      } finally {
        isClosed = true;
      }
    };
    await expect(storage.put(key, endless(), about)).rejects.toMatchObject({
      code: 'media.storage_unavailable',
    });
    expect(isClosed).toBe(true);
    expect(given).toBeLessThan(30 * MEGABYTE);
    await expectNothing();
  });

  it('is told apart when the store is full', async () => {
    replica.fail({ operation: 'PutObject', kind: 'full', times: 10 });
    await expect(put(small)).rejects.toMatchObject({ code: 'media.storage_full' });
  });

  it('breaks a read off instead of ending it early', async () => {
    await put(large);
    replica.fail({ operation: 'GetObject', kind: 'cut-answer' });
    const stream = await storage.open(key);
    await expect(stream.toArray()).rejects.toMatchObject({ code: 'media.storage_unavailable' });
  });

  it('does not take everything for the part that was asked for', async () => {
    await put(small);
    replica.fail({ operation: 'GetObject', kind: 'no-range' });
    await expect(storage.open(key, { start: 5, end: 9 })).rejects.toMatchObject({
      code: 'media.storage_unavailable',
    });
  });

  it('is said of a bucket that is not there, of a wrong secret and of a closed port', async () => {
    const config = s3ConfigOf(replica);
    const wrong = [
      { ...config, bucket: 'another' },
      { ...config, credentials: { accessKeyId: 'REPLICAKEY', secretAccessKey: 'wrong' } },
      { ...config, endpoint: 'http://127.0.0.1:9' },
    ];
    for (const each of wrong)
      await expect(createS3Storage(each).check()).rejects.toMatchObject({
        code: 'media.storage_unavailable',
      });
  });
});

it('finds out when a store would overwrite, and asks it once', async () => {
  const old = await startS3Replica({ knowsConditions: false });
  await expect(openS3Storage(old).check()).rejects.toMatchObject({ code: 'media.storage_overwrites' });
  expect([...old.bucket.objects.keys()]).toEqual([]);
  await old.close();

  await storage.check();
  const first = replica.requests.length;
  await storage.check();
  expect(replica.requests.length - first).toBe(3);
});

it('removes what killed processes left of uploads, page by page, and leaves young ones', async () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  for (const id of ids)
    replica.bucket.uploads.set(id, {
      id,
      key: `media/file/${id}.bin`,
      startedAt: new Date(id === 'c' ? Date.now() : Date.now() - 7_200_000),
      headers: {},
      parts: new Map([[1, Buffer.alloc(10)]]),
    });
  replica.bucket.uploads.set('other', {
    id: 'other',
    key: 'elsewhere/x',
    startedAt: new Date(0),
    headers: {},
    parts: new Map(),
  });
  expect(await storage.dropUnfinished(new Date(Date.now() - 3_600_000))).toBe(4);
  expect([...replica.bucket.uploads.keys()]).toEqual(['c', 'other']);
});

it('holds at most four parts of 100 MB, and sends two at a time', async () => {
  let givenBytes = 0;
  let mostHeldBytes = 0;
  const sent = createHash('sha256');
  const source = async function* () {
    for (let index = 0; index < 1600; index += 1) {
      mostHeldBytes = Math.max(mostHeldBytes, givenBytes - replica.receivedBytes());
      const chunk = randomBytes(65_536);
      sent.update(chunk);
      givenBytes += chunk.length;
      yield chunk;
    }
  };
  expect(await storage.put(key, source(), about)).toEqual({ sizeBytes: 100 * MEGABYTE });
  expect(replica.maxPartsAtOnce()).toBe(2);
  expect(mostHeldBytes).toBeLessThanOrEqual(20 * MEGABYTE);
  expect(hash(replica.bucket.objects.get(key)?.bytes ?? Buffer.alloc(0))).toBe(sent.digest('hex'));
});

it('keeps type and a harmless disposition with the object', async () => {
  await storage.put('media/file/a.html', inChunks(small), { contentType: 'text/html' });
  await storage.put('media/image/b.png', inChunks(small), { contentType: 'image/png' });
  expect(replica.bucket.objects.get('media/file/a.html')?.headers).toMatchObject({
    'content-type': 'text/html',
    'content-disposition': 'attachment',
  });
  expect(replica.bucket.objects.get('media/image/b.png')?.headers).toMatchObject({
    'content-disposition': 'inline',
  });
});
