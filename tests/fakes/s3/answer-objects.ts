import type { BucketSettings, StoredS3Object } from './bucket';
import { type Bucket, quotedMd5 } from './bucket';
import { S3Refusal } from './refusal';
import type { S3Request } from './request';
import { toXml } from './xml';

export type S3Answer = { status: number; headers?: Record<string, string>; body?: string | Buffer };

export function xmlAnswer(...root: Parameters<typeof toXml>): S3Answer {
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: toXml(...root) };
}

export function putObject(bucket: Bucket, request: S3Request, settings: BucketSettings): S3Answer {
  refuseTaken(bucket, request, settings);
  const etag = quotedMd5(request.body);
  bucket.objects.set(request.key, {
    bytes: request.body,
    etag,
    modifiedAt: new Date(),
    headers: keptHeaders(request),
  });
  return { status: 200, headers: { etag } };
}

export function deleteObject(bucket: Bucket, { key }: S3Request): S3Answer {
  bucket.objects.delete(key);
  return { status: 204 };
}

/** GET and HEAD, with one range and with the answers' headers that a signed query may set. */
export function getObject(bucket: Bucket, { key, headers, query }: S3Request): S3Answer {
  const found = bucket.objects.get(key);
  if (!found) throw new S3Refusal(404, 'NoSuchKey');
  const answer: Record<string, string> = {
    ...found.headers,
    'content-type': found.headers['content-type'] ?? 'binary/octet-stream',
    etag: found.etag,
    'last-modified': found.modifiedAt.toUTCString(),
    'accept-ranges': 'bytes',
  };
  for (const name of ['content-type', 'content-disposition', 'cache-control']) {
    const forced = query.get(`response-${name}`);
    if (forced !== null) answer[name] = forced;
  }
  const range = readRange(headers.range, found);
  if (!range) return { status: 200, headers: answer, body: found.bytes };
  return {
    status: 206,
    headers: { ...answer, 'content-range': `bytes ${range.start}-${range.end}/${found.bytes.length}` },
    body: found.bytes.subarray(range.start, range.end + 1),
  };
}

export function listObjects(bucket: Bucket, { query }: S3Request, { pageSize }: BucketSettings): S3Answer {
  const prefix = query.get('prefix') ?? '';
  const after = query.get('continuation-token') ?? '';
  const keys = [...bucket.objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
  const page = keys.slice(0, Math.min(pageSize, Number(query.get('max-keys') ?? 1000)));
  const isTruncated = page.length < keys.length;
  return xmlAnswer('ListBucketResult', [
    ['Name', bucket.name],
    ['KeyCount', page.length],
    ['IsTruncated', isTruncated],
    ['NextContinuationToken', isTruncated ? page.at(-1) : undefined],
    ...page.map((key) => ['Contents', describe(key, bucket.objects.get(key))] satisfies [string, unknown]),
  ]);
}

/** A conditional write: `If-None-Match: *` asks that the key be free. */
export function refuseTaken(
  bucket: Bucket,
  { key, headers }: S3Request,
  { knowsConditions }: BucketSettings,
): void {
  if (knowsConditions && headers['if-none-match'] === '*' && bucket.objects.has(key))
    throw new S3Refusal(412, 'PreconditionFailed');
}

/** The headers that S3 keeps with an object and gives back. */
export function keptHeaders({ headers }: S3Request): Record<string, string> {
  const kept = Object.entries(headers).filter(
    ([name]) => name === 'content-type' || name === 'content-disposition' || name.startsWith('x-amz-meta-'),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

function describe(key: string, object: StoredS3Object | undefined): [string, string | number | undefined][] {
  return [
    ['Key', key],
    ['Size', object?.bytes.length],
    ['ETag', object?.etag],
    ['LastModified', object?.modifiedAt.toISOString()],
  ];
}

function readRange(header: string | undefined, { bytes }: StoredS3Object) {
  const found = /^bytes=(\d+)-(\d*)$/.exec(header ?? '');
  if (!found) return null;
  const start = Number(found[1]);
  const end = Math.min(found[2] ? Number(found[2]) : Number.POSITIVE_INFINITY, bytes.length - 1);
  if (start > end) throw new S3Refusal(416, 'InvalidRange');
  return { start, end };
}
