import { createVerify, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mediaBase } from '@/lib/platform/media-base';
import { type S3Replica, startS3Replica } from '@/tests/fakes/s3-replica';
import { s3ConfigOf } from '@/tests/support/bucket-storage';
import type { S3Config } from './s3-client';
import { createS3Storage } from './s3-storage';
import { signCloudFrontUrl } from './sign-cloudfront-url';
import { signingWindow } from './signing-window';

const key = 'media/image/unfiled/upload/a_b.png';
const asked = { expiresInSeconds: 600, contentType: 'image/png', contentDisposition: 'inline' };

describe('the signing window', () => {
  it('stays for half the lifetime, so that an address lasts for the other half at least', () => {
    const at = (seconds: number) => signingWindow(new Date(seconds * 1000), 600);
    expect(at(1200)).toEqual({ signedAt: new Date(1_200_000), expiresAt: new Date(1_800_000) });
    expect(at(1499)).toEqual(at(1200));
    expect(at(1500)).not.toEqual(at(1200));
    for (const seconds of [1, 299, 300, 12_345]) {
      const left = at(seconds).expiresAt.getTime() / 1000 - seconds;
      expect(left).toBeGreaterThan(300 - 1);
      expect(left).toBeLessThanOrEqual(600);
    }
  });
});

describe('a presigned address', () => {
  let replica: S3Replica;
  let nowMs = Date.now();
  const clock = { now: () => nowMs };
  const sign = (how: Partial<typeof asked> = {}) =>
    createS3Storage(s3ConfigOf(replica), clock).signRead(key, { ...asked, ...how });

  beforeAll(async () => {
    replica = await startS3Replica();
    const storage = createS3Storage(s3ConfigOf(replica));
    const bytes = async function* () {
      yield Buffer.from('picture');
    };
    await storage.put(key, bytes(), { contentType: 'image/png' });
    // The middle of a window, so that the test does not straddle two.
    nowMs = Math.floor(nowMs / 300_000) * 300_000;
  });
  afterAll(() => replica.close());

  it('is the same for a while, and another later', async () => {
    const first = await sign();
    nowMs += 200_000;
    expect(await sign()).toBe(first);
    nowMs += 200_000;
    expect(await sign()).not.toBe(first);
    nowMs -= 400_000;
  });

  it('carries no secret, no header of the SDK and no checksum to compute', async () => {
    const { searchParams } = new URL(await sign());
    expect(searchParams.get('X-Amz-SignedHeaders')).toBe('host');
    expect(searchParams.get('X-Amz-Expires')).toBe('600');
    expect([...searchParams.keys()].join()).not.toMatch(/checksum|user-agent/i);
    expect(String(searchParams)).not.toContain(encodeURIComponent(replica.credentials.secretAccessKey));
  });

  it('works only for reading, for that object, unchanged and in time', async () => {
    const address = await sign();
    expect((await fetch(address)).status).toBe(200);
    const statusOf = async (changed: string, method = 'GET') => (await fetch(changed, { method })).status;
    expect(await statusOf(address.replace('a_b.png', 'a_c.png'))).toBe(403);
    expect(await statusOf(address.replace('inline', 'attachment'))).toBe(403);
    expect(await statusOf(address.replace('image%2Fpng', 'text%2Fhtml'))).toBe(403);
    expect(await statusOf(address.replace('X-Amz-Expires=600', 'X-Amz-Expires=6000'))).toBe(403);
    expect(await statusOf(address, 'DELETE')).toBe(403);
    replica.advance(601_000);
    expect(await statusOf(address)).toBe(403);
    replica.advance(-601_000);
  });
});

describe('the policy of pages', () => {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };

  it.each<[string, Partial<S3Config>]>([
    ['https://strand-media.s3.eu-central-1.amazonaws.com', {}],
    ['https://s3.eu-central-1.amazonaws.com/strand-media', { forcePathStyle: true }],
    ['https://s3.eu-central-1.amazonaws.com/media.example.org', { bucket: 'media.example.org' }],
    ['https://strand-media.s3.cn-north-1.amazonaws.com.cn', { region: 'cn-north-1' }],
    ['https://strand-media.s3.us-gov-west-1.amazonaws.com', { region: 'us-gov-west-1' }],
    [
      'https://strand-media.a1b2.r2.cloudflarestorage.com',
      { endpoint: 'https://a1b2.r2.cloudflarestorage.com' },
    ],
    ['http://localhost:9000/strand-media', { endpoint: 'http://localhost:9000', forcePathStyle: true }],
    ['http://strand-media.localhost:9000', { endpoint: 'http://localhost:9000/' }],
    ['http://192.168.1.20:9000/strand-media', { endpoint: 'http://192.168.1.20:9000' }],
    ['http://[::1]:9000/strand-media', { endpoint: 'http://[::1]:9000' }],
    ['http://minio:9000/a.b', { endpoint: 'http://minio:9000', bucket: 'a.b' }],
    [
      'https://minio.example/s3/strand-media',
      { endpoint: 'https://minio.example/s3/', forcePathStyle: true },
    ],
  ])('knows that the SDK addresses the bucket as %s', async (base, given) => {
    const config = {
      bucket: 'strand-media',
      region: 'eu-central-1',
      forcePathStyle: false,
      credentials,
      ...given,
    };
    const address = await createS3Storage(config).signRead(key, asked);
    expect(address.slice(0, address.indexOf('?'))).toBe(`${base}/${key}`);
    const settings = {
      BLOB_DRIVER: 's3',
      MEDIA_DELIVERY: 'redirect' as const,
      S3_BUCKET: config.bucket,
      S3_REGION: config.region,
      S3_ENDPOINT: config.endpoint,
      S3_FORCE_PATH_STYLE: config.forcePathStyle,
    };
    expect(mediaBase(settings)).toBe(base);
  });
});

describe('a CloudFront address', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const cloudFront = { domain: 'd111111abcdef8.cloudfront.net', keyPairId: 'K2JCJMDEHXQW5F', privateKey };
  const fromAddress = (text: string) => text.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/');

  /** As the edge does it: the policy is put together again from the address. */
  function isValid(address: string): boolean {
    const found = /^(.*)&Expires=(\d+)&Signature=([\w~-]+)&Key-Pair-Id=K2JCJMDEHXQW5F$/.exec(address);
    const [, resource, expires, signature = ''] = found ?? [];
    const policy = `{"Statement":[{"Resource":"${resource}","Condition":{"DateLessThan":{"AWS:EpochTime":${expires}}}}]}`;
    return createVerify('RSA-SHA1').update(policy).verify(publicKey, fromAddress(signature), 'base64');
  }

  it('is signed over path, answer headers and end, with the documented policy', () => {
    const query = {
      'response-content-type': 'image/png',
      'response-content-disposition': `attachment; filename="a b.txt"; filename*=UTF-8''%C3%A4.txt`,
    };
    const address = signCloudFrontUrl(cloudFront, key, query, new Date(1_767_290_400_000));
    expect(address).toMatch(
      /^https:\/\/d111111abcdef8\.cloudfront\.net\/media\/image\/unfiled\/upload\/a_b\.png\?/,
    );
    expect(address).not.toMatch(/[\s"]/);
    expect(Object.fromEntries(new URL(address).searchParams)).toMatchObject({
      ...query,
      Expires: '1767290400',
    });
    expect(isValid(address)).toBe(true);
    expect(isValid(address.replace('a_b', 'a_c'))).toBe(false);
    expect(isValid(address.replace('1767290400', '1767290401'))).toBe(false);
    expect(isValid(address.replace('image%2Fpng', 'text%2Fhtml'))).toBe(false);
  });

  it('is what a bucket with a distribution gives', async () => {
    const storage = createS3Storage(
      { bucket: 'b', region: 'eu-central-1', forcePathStyle: false, cloudFront },
      { now: () => 1_767_290_000_000 },
    );
    const address = await storage.signRead(key, asked);
    expect(isValid(address)).toBe(true);
    expect(new URL(address).searchParams.get('response-content-type')).toBe('image/png');
  });
});
