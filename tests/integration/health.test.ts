import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { GET } from '@/app/api/admin/health/route';
import { createApiKey } from '@/lib/accounts';
import { healthReportSchema } from '@/lib/contracts';
import { checkQueue } from '@/lib/flows/check-queue';
import { prepareJob } from '@/lib/flows/prepare-media';
import { newId } from '@/lib/kernel';
import { checkBucketRules } from '@/lib/media';
import { db } from '@/lib/platform/db';
import { env, overrideEnv } from '@/lib/platform/env';
import { closeSender, enqueue } from '@/lib/platform/queue';
import { runAdmin } from '@/scripts/admin/run-admin';
import { startS3Replica } from '@/tests/fakes/s3-replica';
import { createPerson } from '../support/integration';
import { useMedia } from '../support/media';

// Everything is tried out, with processes that a busy machine starts slowly.
vi.setConfig({ testTimeout: 90_000 });

const media = useMedia();
afterAll(() => closeSender());

describe('the queue', () => {
  it('takes jobs, and is left as it was', async () => {
    expect(await checkQueue()).toEqual({
      status: 'ok',
      detail: 'takes jobs; 0 waiting, 0 running, 0 failed since yesterday',
    });
    await enqueue(prepareJob, { assetId: newId(), ownerId: newId() }, { key: newId() });
    expect(await checkQueue()).toMatchObject({ detail: expect.stringContaining('1 waiting') });
    await db().$executeRaw`update pgboss.job set state = 'failed', completed_on = now()`;
    expect(await checkQueue()).toMatchObject({
      status: 'degraded',
      detail: expect.stringContaining('0 waiting, 0 running, 1 failed'),
      advice: expect.any(String),
    });
    await db().$executeRaw`update pgboss.job set completed_on = now() - interval '2 days'`;
    expect(await checkQueue()).toMatchObject({ status: 'ok' });
  });
});

describe('GET /api/admin/health', () => {
  let admin: string;
  let member: string;
  beforeAll(async () => {
    const [first, second] = [await createPerson(), await createPerson()];
    await db().user.update({ where: { id: first }, data: { role: 'admin' } });
    admin = (await createApiKey(first, 'health')).key;
    member = (await createApiKey(second, 'health')).key;
  });
  const ask = (key?: string) =>
    GET(
      new Request('http://localhost/api/admin/health', {
        headers: key ? { authorization: `Bearer ${key}` } : {},
      }),
      { params: Promise.resolve({}) },
    );

  it('is there for administrators alone', async () => {
    expect((await ask()).status).toBe(401);
    const refused = await ask(member);
    expect(refused.status).toBe(404);
    expect(JSON.stringify(await refused.json())).not.toMatch(/admin|check/i);
  });

  it('tells what works and what does not', async () => {
    const response = await ask(admin);
    expect(response.status).toBe(200);
    const { checks } = healthReportSchema.parse(await response.json());
    const found = Object.fromEntries(checks.map(({ name, status }) => [name, status]));
    expect(found).toMatchObject({
      database: 'ok',
      storage: 'ok',
      queue: 'ok',
      images: 'ok',
      'images: HEIC': 'ok',
      documents: 'ok',
      scanner: 'missing',
      'models: studio': expect.any(String),
    });
    expect(Object.keys(found)).toEqual(
      expect.arrayContaining(['realtime', 'worker', 'ffmpeg', 'audio', 'video']),
    );
    expect(found).not.toHaveProperty('storage: CORS');
  });
});

describe('the rules of a bucket', () => {
  const kept = () => ({ DATABASE_URL: env().DATABASE_URL, DATA_DIR: media.dataDir, LOG_LEVEL: 'error' });
  let restore: Record<string, string | undefined>;
  afterEach(() => overrideEnv(restore));

  it('are missing until they are set up, and for another address again', async () => {
    restore = kept();
    const s3 = await startS3Replica();
    const settings = {
      ...restore,
      APP_URL: 'https://chat.example.org',
      BLOB_DRIVER: 's3',
      S3_BUCKET: s3.bucket.name,
      S3_ENDPOINT: s3.endpoint,
      S3_FORCE_PATH_STYLE: 'true',
      S3_ACCESS_KEY_ID: s3.credentials.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3.credentials.secretAccessKey,
    };
    overrideEnv(settings);
    expect(await checkBucketRules()).toMatchObject({
      status: 'degraded',
      detail: expect.stringContaining('GET'),
      advice: expect.stringContaining('storage setup'),
    });
    expect(await runAdmin(['storage', 'setup'], { print: () => {}, complain: () => {} })).toBe(0);
    expect(await checkBucketRules()).toMatchObject({ status: 'ok' });
    overrideEnv({ ...settings, APP_URL: 'https://other.example.org' });
    expect(await checkBucketRules()).toMatchObject({ status: 'degraded' });
    await s3.close();
    expect(await checkBucketRules()).toMatchObject({
      status: 'degraded',
      detail: expect.stringContaining('cannot be read'),
    });
    overrideEnv(restore);
    expect(await checkBucketRules()).toBeNull();
  });
});
