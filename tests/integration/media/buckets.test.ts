import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Asset } from '@/lib/contracts';
import {
  checkStorage,
  deleteAsset,
  getAsset,
  readForModel,
  serveAsset,
  sweepOrphans,
  useStorage,
} from '@/lib/media';
import { overrideEnv } from '@/lib/platform/env';
import { startBlobReplica } from '@/tests/fakes/blob-replica';
import { startS3Replica } from '@/tests/fakes/s3-replica';
import { createPerson } from '@/tests/support/integration';
import { send, useMedia } from '@/tests/support/media';
import { drawQuarters } from '@/tests/support/pictures';

const s3 = await startS3Replica();
const blob = await startBlobReplica();
process.env.VERCEL_BLOB_API_URL = blob.apiUrl;

const onS3 = {
  BLOB_DRIVER: 's3',
  S3_BUCKET: s3.bucket.name,
  S3_ENDPOINT: s3.endpoint,
  S3_FORCE_PATH_STYLE: 'true',
  S3_ACCESS_KEY_ID: s3.credentials.accessKeyId,
  S3_SECRET_ACCESS_KEY: s3.credentials.secretAccessKey,
};
const onVercel = { BLOB_DRIVER: 'vercel', BLOB_READ_WRITE_TOKEN: blob.token };

const media = useMedia();
let owner: string;
let stranger: string;

beforeAll(async () => {
  owner = await createPerson();
  stranger = await createPerson();
});
afterEach(() => {
  configure({});
  s3.bucket.objects.clear();
  blob.store.blobs.clear();
});
afterAll(async () => {
  await s3.close();
  await blob.close();
});

/** As a restart with other variables would. */
function configure(values: Record<string, string>) {
  overrideEnv({ DATA_DIR: media.dataDir, LOG_LEVEL: 'error', ...values });
  useStorage(undefined);
}

const ask = (asset: Asset, headers: Record<string, string> = {}, method = 'GET', who = owner) =>
  serveAsset(who, asset.id, null, new Request('http://app/', { method, headers }));
const bodyOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(7_000_000)]);

describe.each([
  ['S3', onS3, () => [...s3.bucket.objects.keys()]],
  ['Vercel Blob', onVercel, () => [...blob.store.blobs.keys()]],
])('media kept in %s', (_, settings: Record<string, string>, keys) => {
  it('comes in, goes out in ranges, is read for models and deleted, with nothing left on this machine', async () => {
    configure(settings);
    const file = await send(owner, pdf, { filename: 'a.pdf' });
    const picture = await send(owner, await drawQuarters().png().toBuffer());
    expect(keys()).toHaveLength(2 + picture.variants.length);
    expect(await media.listFiles()).toEqual([]);

    expect((await bodyOf(await ask(file))).equals(pdf)).toBe(true);
    const part = await ask(file, { range: 'bytes=6000000-6000009' });
    expect(part.status).toBe(206);
    expect((await bodyOf(part)).equals(pdf.subarray(6_000_000, 6_000_010))).toBe(true);
    expect((await readForModel(owner, picture.id)).bytes.length).toBeGreaterThan(100);
    await expect(ask(file, {}, 'GET', stranger)).rejects.toMatchObject({ code: 'media.not_found' });

    await deleteAsset(owner, file.id);
    await deleteAsset(owner, picture.id);
    expect(keys()).toEqual([]);
  });

  it('is still found and deleted after the driver was changed', async () => {
    configure(settings);
    const before = await send(owner, Buffer.from('%PDF-1.7\n kept there'));
    configure({ ...settings, BLOB_DRIVER: 'local' });
    const after = await send(owner, Buffer.from('%PDF-1.7\n kept here'));
    expect((await bodyOf(await ask(before))).toString()).toContain('kept there');
    expect((await bodyOf(await ask(after))).toString()).toContain('kept here');
    await deleteAsset(owner, before.id);
    expect(keys()).toEqual([]);
    await deleteAsset(owner, after.id);
    expect(await media.listFiles()).toEqual([]);
  });

  it('says so when the storage of old is configured no more', async () => {
    configure(settings);
    const asset = await send(owner, Buffer.from('%PDF-1.7\n lost sight of'));
    configure({});
    await expect(ask(asset)).rejects.toMatchObject({ code: 'media.storage_not_configured' });
    configure(settings);
    await deleteAsset(owner, asset.id);
  });

  it('is what the storage check reports on', async () => {
    configure(settings);
    expect(await checkStorage()).toMatchObject({ status: 'ok' });
    expect(keys()).toEqual([]);
  });
});

describe('a bucket that fails in the middle', () => {
  it('leaves neither object nor row, and the next try succeeds', async () => {
    configure(onS3);
    const id = crypto.randomUUID();
    s3.fail({ operation: 'CompleteMultipartUpload', kind: 'denied' });
    await expect(send(owner, pdf, { id })).rejects.toMatchObject({ code: 'media.storage_unavailable' });
    expect([s3.bucket.objects.size, s3.bucket.uploads.size, await getAsset(owner, id)]).toEqual([0, 0, null]);
    await deleteAsset(owner, (await send(owner, pdf, { id })).id);
  });

  it('tells what to look at when it cannot be used', async () => {
    configure({ ...onS3, S3_BUCKET: 'another-bucket' });
    const health = await checkStorage();
    expect(health).toMatchObject({ status: 'failed', advice: expect.stringContaining('bucket') });
  });

  it('is swept of what no row names', async () => {
    configure(onS3);
    const kept = await send(owner, Buffer.from('%PDF-1.7\n kept'));
    const orphan = `media/file/unfiled/upload/20200101000000000_${crypto.randomUUID()}.pdf`;
    for (const key of [orphan, 'media/readme.txt'])
      s3.bucket.objects.set(key, {
        bytes: Buffer.alloc(1),
        etag: '""',
        modifiedAt: new Date(0),
        headers: {},
      });
    expect(await sweepOrphans()).toMatchObject({ orphans: 1, removed: 1 });
    expect(s3.bucket.objects.has(orphan)).toBe(false);
    expect(s3.bucket.objects.has('media/readme.txt')).toBe(true);
    s3.bucket.objects.delete('media/readme.txt');
    await deleteAsset(owner, kept.id);
  });
});

describe('MEDIA_DELIVERY=redirect', () => {
  const redirecting = { ...onS3, MEDIA_DELIVERY: 'redirect' };

  it('sends browsers to the bucket for a while, with type and disposition fixed', async () => {
    configure(redirecting);
    const asset = await send(owner, pdf, { filename: 'Ñ.pdf' });
    const response = await ask(asset, { range: 'bytes=0-4' });
    expect(response.status).toBe(302);
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'private, no-store',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      location: expect.stringContaining(`${s3.endpoint}/${s3.bucket.name}/media/file/`),
      vary: 'Cookie, Authorization',
      'x-content-type-options': 'nosniff',
    });
    const address = response.headers.get('location') ?? '';
    const answer = await fetch(address, { headers: { range: 'bytes=0-4' } });
    expect([answer.status, await answer.text()]).toEqual([206, '%PDF-']);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="_.pdf"; filename*=UTF-8''%C3%91.pdf`,
    );
    expect(new URL(address).searchParams.get('X-Amz-Expires')).toBe('600');
    await deleteAsset(owner, asset.id);
  });

  it('signs nothing for a stranger, and nothing that is not ready or not there', async () => {
    configure(redirecting);
    const asset = await send(owner, pdf);
    await expect(ask(asset, {}, 'GET', stranger)).rejects.toMatchObject({ code: 'media.not_found' });
    const unknown = serveAsset(owner, asset.id, 'thumbnail', new Request('http://app/'));
    await expect(unknown).rejects.toMatchObject({ code: 'media.not_found' });
    await deleteAsset(owner, asset.id);
  });

  it('answers HEAD and If-None-Match itself', async () => {
    configure(redirecting);
    const asset = await send(owner, pdf);
    const head = await ask(asset, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(pdf.length)]);
    const held = await ask(asset, { 'if-none-match': head.headers.get('etag') ?? '' });
    expect(held.status).toBe(304);
    await deleteAsset(owner, asset.id);
  });

  it('streams what a person opens or saves, and redirects what a page shows', async () => {
    configure(redirecting);
    const picture = await send(owner, await drawQuarters().png().toBuffer());
    const statusFor = async (use: string) => {
      const response = await ask(picture, { 'sec-fetch-dest': use });
      await response.body?.cancel();
      return response.status;
    };
    expect(await Promise.all(['image', 'document', 'empty'].map(statusFor))).toEqual([302, 200, 200]);
    await deleteAsset(owner, picture.id);
  });

  it('changes nothing where the storage signs no addresses', async () => {
    configure({ MEDIA_DELIVERY: 'redirect' });
    const asset = await send(owner, pdf);
    const response = await ask(asset);
    expect(response.status).toBe(200);
    await response.body?.cancel();
    await deleteAsset(owner, asset.id);
  });
});
