import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { beginUpload, completeUpload } from '@/lib/flows/upload-directly';
import { requireUploadProgress, sweepOrphans, useStorage } from '@/lib/media';
import { overrideEnv } from '@/lib/platform/env';
import { startS3Replica } from '@/tests/fakes/s3-replica';
import { createPerson } from '@/tests/support/integration';
import { useMedia } from '@/tests/support/media';
import { drawQuarters } from '@/tests/support/pictures';

const s3 = await startS3Replica();
const media = useMedia();
let owner: string;
let stranger: string;

beforeAll(async () => {
  owner = await createPerson();
  stranger = await createPerson();
});
beforeEach(() => {
  s3.bucket.objects.clear();
  configure({
    BLOB_DRIVER: 's3',
    S3_BUCKET: s3.bucket.name,
    S3_ENDPOINT: s3.endpoint,
    S3_FORCE_PATH_STYLE: 'true',
    S3_ACCESS_KEY_ID: s3.credentials.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.credentials.secretAccessKey,
  });
});
afterAll(() => s3.close());

function configure(values: Record<string, string>) {
  overrideEnv({ DATA_DIR: media.dataDir, LOG_LEVEL: 'error', ...values });
  useStorage(undefined);
}

const begin = (bytes: Buffer, filename: string, type = 'application/octet-stream', who = owner) =>
  beginUpload(who, { size_bytes: bytes.length, content_type: type, filename });
const put = (to: { url: string; headers: Record<string, string> }, bytes: Buffer) =>
  fetch(to.url, { method: 'PUT', headers: to.headers, body: new Uint8Array(bytes) });
const keys = () => [...s3.bucket.objects.keys()];

it('takes a file from the bucket through the one door', async () => {
  const picture = await drawQuarters()
    .jpeg()
    .withExif({ IFD0: { Make: 'a camera' } })
    .toBuffer();
  const upload = await begin(picture, 'beach.jpg', 'text/html');
  expect((await put(upload, picture)).ok).toBe(true);
  const asset = await completeUpload(owner, upload.id);
  expect(asset).toMatchObject({ type: 'image', content_type: 'image/jpeg', filename: 'beach.jpg' });
  // What was sent, with its metadata, is gone; what was made of it is there.
  expect(keys().filter((key) => key.includes('incoming'))).toEqual([]);
  expect(keys()).toHaveLength(1 + asset.variants.length);
  expect((await completeUpload(owner, upload.id)).id).toBe(asset.id);
});

it('refuses what the door refuses, each time, and keeps nothing of it', async () => {
  const program = Buffer.concat([Buffer.from('MZ'), randomBytes(3_000)]);
  const upload = await begin(program, 'setup.exe');
  await put(upload, program);
  for (let round = 0; round < 2; round += 1) {
    await expect(completeUpload(owner, upload.id)).rejects.toMatchObject({ code: 'media.unsupported' });
  }
  expect(keys()).toEqual([]);
  expect(await requireUploadProgress(owner, upload.id)).toMatchObject({ status: 'refused' });
});

it('waits until the file is there', async () => {
  const bytes = Buffer.from('kept later');
  const upload = await begin(bytes, 'later.txt');
  await expect(completeUpload(owner, upload.id)).rejects.toMatchObject({ code: 'media.upload_not_arrived' });
  await put(upload, bytes);
  expect(await completeUpload(owner, upload.id)).toMatchObject({ filename: 'later.txt' });
});

it('takes nothing longer than was announced, and nothing over the limit', async () => {
  const upload = await begin(Buffer.alloc(10), 'ten.bin');
  expect((await put(upload, Buffer.alloc(11))).ok).toBe(false);
  const huge = { size_bytes: 1024 ** 4, content_type: 'video/mp4', filename: 'huge.mp4' };
  await expect(beginUpload(owner, huge)).rejects.toMatchObject({ code: 'media.too_large' });
});

it("is nobody else's", async () => {
  const bytes = Buffer.from('%PDF-1.7\n mine');
  const upload = await begin(bytes, 'mine.pdf');
  await put(upload, bytes);
  await expect(completeUpload(stranger, upload.id)).rejects.toMatchObject({ code: 'media.upload_not_found' });
  await expect(requireUploadProgress(stranger, upload.id)).rejects.toMatchObject({
    code: 'media.upload_not_found',
  });
});

it('leaves what was sent and never completed to the sweep', async () => {
  const bytes = Buffer.from('%PDF-1.7\n forgotten');
  await put(await begin(bytes, 'forgotten.pdf'), bytes);
  expect(keys()).toHaveLength(1);
  await sweepOrphans(new Date(Date.now() + 3 * 60 * 60 * 1000));
  expect(keys()).toEqual([]);
});

it('is not offered where the storage signs no addresses', async () => {
  configure({});
  await expect(begin(Buffer.alloc(1), 'a.bin')).rejects.toMatchObject({ code: 'media.no_direct_uploads' });
});
