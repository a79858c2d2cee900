import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { useStorage } from '@/lib/media';
import { lifecycleRules } from '@/lib/media/adapters/s3/bucket-rules';
import { overrideEnv } from '@/lib/platform/env';
import { runAdmin } from '@/scripts/admin/run-admin';
import { startS3Replica } from '@/tests/fakes/s3-replica';

const s3 = await startS3Replica();
const settings = {
  LOG_LEVEL: 'error',
  APP_URL: 'https://chat.example.org/',
  BLOB_DRIVER: 's3',
  S3_BUCKET: s3.bucket.name,
  S3_ENDPOINT: s3.endpoint,
  S3_FORCE_PATH_STYLE: 'true',
  S3_ACCESS_KEY_ID: s3.credentials.accessKeyId,
  S3_SECRET_ACCESS_KEY: s3.credentials.secretAccessKey,
};

afterEach(() => {
  overrideEnv(undefined);
  useStorage(undefined);
  Object.assign(s3.bucket, { cors: null, lifecycle: null, policy: null, publicAccessBlock: null });
  vi.unstubAllEnvs();
});
afterAll(() => s3.close());

async function admin(values: Record<string, string>, ...args: string[]) {
  overrideEnv({ ...settings, ...values });
  useStorage(undefined);
  const lines: string[] = [];
  const complaints: string[] = [];
  const code = await runAdmin(args, {
    print: (line) => lines.push(line),
    complain: (line) => complaints.push(line),
  });
  return { code, printed: lines[0] ? JSON.parse(lines[0]) : null, complaints };
}

/** As a page of `origin` would ask before it reads a part of a file. */
async function mayRead(origin: string): Promise<boolean> {
  const response = await fetch(`${s3.endpoint}/${s3.bucket.name}/media/file/x`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'range' },
  });
  return response.status === 200 && response.headers.get('access-control-allow-origin') === origin;
}

describe('storage setup', () => {
  it('gives the bucket rules for reading and for the end of media', async () => {
    const { code, printed } = await admin({}, 'storage', 'setup');
    expect(code).toBe(0);
    expect(printed).toEqual({
      driver: 's3',
      bucket: 'strand-media',
      applied: true,
      // Of a store of another make.
      policy: null,
      cors: [
        expect.objectContaining({ ID: 'strand-read', AllowedOrigins: ['https://chat.example.org'] }),
        expect.objectContaining({ ID: 'strand-write', AllowedMethods: ['PUT'] }),
      ],
      lifecycle: [
        expect.objectContaining({ ID: 'strand-unfinished' }),
        {
          ID: 'strand-expiry',
          Status: 'Enabled',
          Filter: { Prefix: 'media/' },
          Expiration: { Days: 90 },
        },
      ],
    });
    expect(await mayRead('https://chat.example.org')).toBe(true);
    expect(await mayRead('https://evil.example')).toBe(false);
    expect(s3.bucket.lifecycle).toContain('<Days>90</Days>');
  });

  it('only prints them with --dry-run', async () => {
    const { printed } = await admin({ MEDIA_LIFECYCLE_DAYS: '7' }, 'storage', 'setup', '--dry-run');
    expect(printed).toMatchObject({ applied: false, lifecycle: [{}, { Expiration: { Days: 7 } }] });
    expect([s3.bucket.cors, s3.bucket.lifecycle]).toEqual([null, null]);
  });

  it('leaves the rules of others, and replaces its own', async () => {
    s3.bucket.lifecycle =
      '<LifecycleConfiguration><Rule><ID>logs</ID><Filter><Prefix>logs/</Prefix></Filter><Status>Enabled</Status><Expiration><Days>5</Days></Expiration></Rule></LifecycleConfiguration>';
    s3.bucket.cors =
      '<CORSConfiguration><CORSRule><ID>other</ID><AllowedMethod>PUT</AllowedMethod><AllowedOrigin>https://other.example</AllowedOrigin></CORSRule></CORSConfiguration>';
    await admin({}, 'storage', 'setup');
    const { printed } = await admin({ MEDIA_LIFECYCLE_DAYS: '0' }, 'storage', 'setup');
    expect(printed.cors.map((rule: { ID: string }) => rule.ID)).toEqual([
      'other',
      'strand-read',
      'strand-write',
    ]);
    expect(printed.lifecycle.map((rule: { ID: string }) => rule.ID)).toEqual(['logs', 'strand-unfinished']);
    expect(s3.bucket.lifecycle).toContain('logs/');
    expect(s3.bucket.lifecycle).not.toContain('<Days>90</Days>');
    expect(s3.bucket.cors).toContain('https://other.example');
  });

  it('sets what it can, and says what the bucket did not take', async () => {
    s3.fail({ operation: 'PutBucketCors', kind: 'denied' });
    const { code, complaints } = await admin({}, 'storage', 'setup');
    expect(code).toBe(1);
    expect(complaints[0]).toMatch(/^The bucket did not take or show its CORS rules \(AccessDenied\)\./);
    expect(s3.bucket.lifecycle).toContain('strand-expiry');
  });

  it('closes a bucket of Amazon to the public and to connections in the clear', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_S3', s3.endpoint);
    const amazon = { S3_ENDPOINT: '', S3_REGION: 'eu-central-1' };
    const others = {
      Sid: 'Others',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::1:root' },
      Action: 's3:*',
    };
    s3.bucket.policy = JSON.stringify({ Version: '2012-10-17', Statement: [others] });
    await admin(amazon, 'storage', 'setup', '--dry-run');
    expect(s3.bucket.publicAccessBlock).toBeNull();
    for (let round = 0; round < 2; round += 1) {
      const { code, complaints } = await admin(amazon, 'storage', 'setup');
      expect([code, complaints]).toEqual([0, []]);
    }
    expect(s3.bucket.publicAccessBlock).toContain('<RestrictPublicBuckets>true<');
    const { Statement } = JSON.parse(s3.bucket.policy ?? '');
    expect(Statement).toEqual([
      others,
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    ]);
  });

  it('has nothing to do for other storage', async () => {
    const { code, printed } = await admin({ BLOB_DRIVER: 'local' }, 'storage', 'setup');
    expect([code, printed.applied, printed.driver]).toEqual([0, false, 'local']);
  });
});

describe('storage check', () => {
  it('writes, reads and deletes', async () => {
    const { code, printed } = await admin({}, 'storage', 'check');
    expect([code, printed]).toEqual([0, { status: 'ok', detail: 's3: written, read and deleted' }]);
    expect(s3.bucket.objects.size).toBe(0);
  });

  it('says in one sentence what is wrong and what to look at', async () => {
    const { code, complaints } = await admin({ S3_SECRET_ACCESS_KEY: 'wrong' }, 'storage', 'check');
    expect(code).toBe(1);
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toContain('See that the bucket exists');
    expect(complaints[0]).not.toContain('wrong');
  });
});

describe('the lifecycle of videos', () => {
  const ids = (expiryDays: number, hasInfrequentAccess: boolean) =>
    lifecycleRules({ expiryDays, hasInfrequentAccess }).map(({ ID }) => ID);

  it('has a cheaper class where there is one, and where they live long enough for it', () => {
    expect(ids(90, true)).toEqual(['strand-unfinished', 'strand-expiry', 'strand-videos']);
    expect(ids(0, true)).toEqual(['strand-unfinished', 'strand-videos']);
    expect(ids(30, true)).toEqual(['strand-unfinished', 'strand-expiry']);
    expect(ids(90, false)).toEqual(['strand-unfinished', 'strand-expiry']);
  });
});
