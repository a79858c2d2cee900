import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { loadEnv } from './env';

const pem = (type: 'rsa' | 'ec') =>
  (type === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  ).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

const s3 = { BLOB_DRIVER: 's3', S3_BUCKET: 'strand-media', S3_REGION: 'eu-central-1' };
const distribution = {
  CLOUDFRONT_DOMAIN: 'd111111abcdef8.cloudfront.net',
  CLOUDFRONT_KEY_PAIR_ID: 'K2JCJMDEHXQW5F',
  CLOUDFRONT_PRIVATE_KEY: pem('rsa'),
};

function refusal(values: Record<string, string>): string {
  try {
    loadEnv(values);
  } catch (error) {
    return (error as { publicMessage: string }).publicMessage;
  }
  return 'accepted';
}

describe('storage', () => {
  it('is local without anything, and streamed', () => {
    expect(loadEnv({})).toMatchObject({ BLOB_DRIVER: 'local', MEDIA_DELIVERY: 'stream' });
  });

  it.each<[Record<string, string>, string]>([
    [{ BLOB_DRIVER: 's3' }, 'S3_BUCKET is missing: it is needed because BLOB_DRIVER is s3.'],
    [
      { BLOB_DRIVER: 's3', S3_BUCKET: 'b-1' },
      'S3_REGION is missing: BLOB_DRIVER is s3, which needs it, or S3_ENDPOINT for a store of your own.',
    ],
    [
      { BLOB_DRIVER: 'vercel' },
      'BLOB_READ_WRITE_TOKEN is missing: it is needed because BLOB_DRIVER is vercel.',
    ],
    [
      { BLOB_READ_WRITE_TOKEN: 'sk-1' },
      'BLOB_READ_WRITE_TOKEN must be a read-write token, which begins with vercel_blob_rw_.',
    ],
    [
      { ...s3, S3_ACCESS_KEY_ID: 'a' },
      'S3_SECRET_ACCESS_KEY is missing: it is needed because S3_ACCESS_KEY_ID is set.',
    ],
    [
      { ...s3, CLOUDFRONT_DOMAIN: 'a.example' },
      'CLOUDFRONT_KEY_PAIR_ID is missing: it is needed because CLOUDFRONT_DOMAIN is set.',
    ],
    [
      { ...s3, ...distribution, CLOUDFRONT_PRIVATE_KEY: 'x' },
      'CLOUDFRONT_PRIVATE_KEY must be an RSA private key in PEM format.',
    ],
    [
      { ...s3, ...distribution, CLOUDFRONT_PRIVATE_KEY: pem('ec') },
      'CLOUDFRONT_PRIVATE_KEY must be an RSA private key in PEM format.',
    ],
    [{ BLOB_DRIVER: 'ftp' }, 'BLOB_DRIVER must be local, s3 or vercel.'],
    [{ MEDIA_LIFECYCLE_DAYS: '-1' }, 'MEDIA_LIFECYCLE_DAYS must be 0 or more.'],
  ])('%j is refused in one sentence', (values, sentence) => {
    expect(refusal(values)).toBe(sentence);
  });

  it.each(["b'; script-src *", 'B', 'b', 'a_b', 'b/../c', 'x y'])('takes no bucket named %j', (name) => {
    expect(refusal({ ...s3, S3_BUCKET: name })).toMatch(/^S3_BUCKET must be the name of a bucket/);
  });

  it.each(['https://a.example', 'a.example/path', 'a.example; script-src *', 'localhost', 'a.example:8443'])(
    'takes no domain written %j',
    (domain) => {
      expect(refusal({ ...s3, ...distribution, CLOUDFRONT_DOMAIN: domain })).toMatch(
        /^CLOUDFRONT_DOMAIN must be/,
      );
    },
  );

  it('needs no region for a store of its own, and no keys where the machine has a role', () => {
    expect(refusal({ BLOB_DRIVER: 's3', S3_BUCKET: 'media', S3_ENDPOINT: 'http://minio:9000' })).toBe(
      'accepted',
    );
    expect(refusal(s3)).toBe('accepted');
  });

  it('takes a private key on one line', () => {
    const env = loadEnv({
      ...s3,
      ...distribution,
      CLOUDFRONT_PRIVATE_KEY: distribution.CLOUDFRONT_PRIVATE_KEY.replaceAll('\n', '\\n'),
    });
    expect(env.CLOUDFRONT_PRIVATE_KEY).toBe(distribution.CLOUDFRONT_PRIVATE_KEY);
  });

  it('lets no file come from the host of the app, nor over http into a page over https', () => {
    const redirect = { ...s3, MEDIA_DELIVERY: 'redirect', APP_URL: 'https://chat.example' };
    expect(refusal(redirect)).toBe('accepted');
    const own = { S3_ENDPOINT: 'https://chat.example/minio', S3_FORCE_PATH_STYLE: 'true' };
    expect(refusal({ ...redirect, ...own })).toMatch(/^APP_URL is also where files would come from/);
    expect(refusal({ ...redirect, ...distribution, CLOUDFRONT_DOMAIN: 'chat.example' })).toMatch(
      /^APP_URL is also/,
    );
    expect(refusal({ ...redirect, S3_ENDPOINT: 'http://minio:9000' })).toMatch(/^S3_ENDPOINT must be https/);
    expect(refusal({ ...redirect, ...own, MEDIA_DELIVERY: 'stream' })).toBe('accepted');
  });
});
