import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVercelBlobStorage } from '@/lib/media/adapters/vercel-blob/vercel-blob-storage';
import type { Storage } from '@/lib/media/ports';
import type { BlobOperation } from '@/tests/fakes/blob/answer-blobs';
import { type BlobFaultKind, type BlobReplica, startBlobReplica } from '@/tests/fakes/blob-replica';
import { openBlobStorage } from '@/tests/support/bucket-storage';

const MEGABYTE = 1024 * 1024;
const key = 'media/file/x.bin';
const about = { contentType: 'application/octet-stream' };
const small = randomBytes(100_000);
const large = randomBytes(12 * MEGABYTE);

let replica: BlobReplica;
let storage: Storage;

beforeEach(async () => {
  replica = await startBlobReplica();
  storage = openBlobStorage(replica);
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

describe('a failure that passes', () => {
  it.each<[BlobFaultKind, BlobOperation, Buffer]>([
    ['unavailable', 'put', small],
    ['cut-request', 'put', small],
    ['rate-limited', 'put', small],
    ['unavailable', 'create', large],
    ['unavailable', 'part', large],
    ['cut-request', 'part', large],
    ['lost-answer', 'part', large],
    ['rate-limited', 'part', large],
    ['unavailable', 'complete', large],
  ])('%s at %s is not noticed', async (kind, operation, bytes) => {
    replica.fail({ operation, kind });
    expect(await put(bytes)).toEqual({ sizeBytes: bytes.length });
    await expectStored(bytes);
  });

  it('is not noticed by readers either, before the first byte', async () => {
    await put(small);
    replica.fail({ operation: 'read', kind: 'unavailable' });
    await expectStored(small);
    replica.fail({ operation: 'read', kind: 'lost-answer' });
    await expectStored(small);
  });
});

describe('a failure that stays', () => {
  it.each<[BlobOperation, number]>([
    ['create', 0],
    ['part', 1],
    ['complete', 0],
  ])('at %s leaves nothing to be seen, and a new try succeeds', async (operation, after) => {
    replica.fail({ operation, kind: 'denied', after });
    await expect(put(large)).rejects.toMatchObject({ code: 'media.storage_unavailable', retryable: true });
    expect(await storage.stat(key)).toBeNull();
    expect(replica.store.blobs.size).toBe(0);
    expect(await put(large)).toEqual({ sizeBytes: large.length });
    await expectStored(large);
  });

  it.each<[BlobOperation, Buffer]>([
    ['put', small],
    ['complete', large],
  ])(
    'an answer to %s that got lost is a conflict, which the caller may repeat under a new name',
    async (operation, bytes) => {
      replica.fail({ operation, kind: 'lost-answer' });
      await expect(put(bytes)).rejects.toMatchObject({ code: 'media.key_taken', retryable: true });
    },
  );

  it('breaks a read off instead of ending it early', async () => {
    await put(large);
    replica.fail({ operation: 'read', kind: 'cut-answer' });
    await expect((await storage.open(key)).toArray()).rejects.toMatchObject({
      code: 'media.storage_unavailable',
    });
  });

  it('does not take everything for the part that was asked for', async () => {
    await put(small);
    replica.fail({ operation: 'read', kind: 'no-range' });
    await expect(storage.open(key, { start: 5, end: 9 })).rejects.toMatchObject({
      code: 'media.storage_unavailable',
    });
  });

  it('says so of a range beyond the end', async () => {
    await put(small);
    await expect(storage.open(key, { start: small.length + 5 })).rejects.toMatchObject({
      code: 'media.storage_unavailable',
    });
  });

  it('is said of a wrong token', async () => {
    const other = createVercelBlobStorage('vercel_blob_rw_replicastore_wrong');
    await expect(other.check()).rejects.toMatchObject({ code: 'media.storage_unavailable' });
    expect(replica.store.blobs.size).toBe(0);
  });
});

it('asks where blobs are served once, and sends the token only there', async () => {
  await put(small);
  await storage.open(key).then((stream) => stream.destroy());
  await storage.open(key).then((stream) => stream.destroy());
  expect(replica.requests.map(({ operation }) => operation)).toEqual(['put', 'head', 'read', 'read']);
  await expect(storage.open('media/file/none.bin')).rejects.toMatchObject({ code: 'media.bytes_missing' });
});

it('holds at most four parts of 100 MB, and sends two at a time', async () => {
  let givenBytes = 0;
  let mostHeldBytes = 0;
  const receivedBytes = () => {
    const parts = [...replica.store.uploads.values()].flatMap((upload) => [...upload.parts.values()]);
    return parts.reduce((sum, part) => sum + part.length, 0);
  };
  const source = async function* () {
    for (let index = 0; index < 1600; index += 1) {
      mostHeldBytes = Math.max(mostHeldBytes, givenBytes - receivedBytes());
      givenBytes += 65_536;
      yield Buffer.alloc(65_536, index);
    }
  };
  expect(await storage.put(key, source(), about)).toEqual({ sizeBytes: 100 * MEGABYTE });
  expect(replica.maxPartsAtOnce()).toBe(2);
  expect(mostHeldBytes).toBeLessThanOrEqual(20 * MEGABYTE);
});
