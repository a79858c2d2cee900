import { Readable } from 'node:stream';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRequest } from './s3/request';
import { verifySignature } from './s3/verify-signature';
import { type S3Replica, startS3Replica } from './s3-replica';

const Bucket = 'strand-media';
let replica: S3Replica;

beforeEach(async () => {
  replica = await startS3Replica();
});
afterEach(() => replica.close());

function client(config: S3ClientConfig = {}): S3Client {
  const { endpoint, credentials } = replica;
  return new S3Client({
    endpoint,
    credentials,
    region: 'eu-central-1',
    forcePathStyle: true,
    maxAttempts: 1,
    ...config,
  });
}

describe('signatures', () => {
  // From Amazon's documentation: sigv4-query-string-auth.html, "Example: Presigned URL".
  const published =
    '/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request' +
    '&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host' +
    '&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';
  const credentials = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  };
  const verify = (url: string, at: string) => {
    const headers = { host: 'examplebucket.s3.amazonaws.com' };
    const message = { method: 'GET', url, headers } as Parameters<typeof readRequest>[0];
    verifySignature(readRequest(message, Buffer.alloc(0)), credentials, Date.parse(at));
  };

  it('are verified as Amazon publishes it', () => {
    verify(published, '2013-05-24T12:00:00Z');
    expect(() => verify(published, '2013-05-26T00:00:00Z')).toThrow('expired');
    expect(() => verify(published.replace('/test', '/best'), '2013-05-24T12:00:00Z')).toThrow(
      'SignatureDoesNotMatch',
    );
  });

  it('of the SDK fit, and none of a wrong secret or of another time does', async () => {
    await client().send(new PutObjectCommand({ Bucket, Key: "a/b c+d'e.txt", Body: 'x' }));
    const listed = await client().send(new ListObjectsV2Command({ Bucket, Prefix: 'a/b c' }));
    expect(listed.Contents?.map(({ Key }) => Key)).toEqual(["a/b c+d'e.txt"]);
    const wrong = client({ credentials: { accessKeyId: 'REPLICAKEY', secretAccessKey: 'wrong' } });
    await expect(wrong.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
    expect((await fetch(`${replica.endpoint}/${Bucket}?list-type=2`)).status).toBe(403);
  });
});

describe("bodies in the SDK's default manner", () => {
  it('arrive from streams in chunks with a checksum at the end', async () => {
    const bytes = Buffer.alloc(200_000, 'abc');
    const Body = Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)], { objectMode: false });
    await client().send(new PutObjectCommand({ Bucket, Key: 'k', Body, ContentLength: bytes.length }));
    expect(replica.bucket.objects.get('k')?.bytes.equals(bytes)).toBe(true);
    const read = await client().send(new GetObjectCommand({ Bucket, Key: 'k', Range: 'bytes=1-3' }));
    expect(await read.Body?.transformToString()).toBe('bca');
  });

  it('are refused when they are not what the checksum says', async () => {
    const put = client().send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ChecksumSHA256: 'AAAA' }));
    await expect(put).rejects.toMatchObject({ name: 'BadDigest' });
    expect(replica.bucket.objects.size).toBe(0);
  });
});
