import { createHash, randomUUID } from 'node:crypto';
import { keptHeaders, refuseTaken, type S3Answer, xmlAnswer } from './answer-objects';
import { type Bucket, type BucketSettings, quotedMd5, type Upload } from './bucket';
import { S3Refusal } from './refusal';
import type { S3Request } from './request';
import { readAll, readFirst } from './xml';

/** All parts but the last must be at least this large. */
const MIN_PART_BYTES = 5 * 1024 * 1024;

export function createUpload(bucket: Bucket, request: S3Request): S3Answer {
  const upload: Upload = {
    id: randomUUID(),
    key: request.key,
    startedAt: new Date(),
    headers: keptHeaders(request),
    parts: new Map(),
  };
  bucket.uploads.set(upload.id, upload);
  return xmlAnswer('InitiateMultipartUploadResult', [
    ['Bucket', bucket.name],
    ['Key', request.key],
    ['UploadId', upload.id],
  ]);
}

export function uploadPart(bucket: Bucket, request: S3Request): S3Answer {
  const upload = requireUpload(bucket, request);
  upload.parts.set(Number(request.query.get('partNumber')), request.body);
  return { status: 200, headers: { etag: quotedMd5(request.body) } };
}

export function completeUpload(bucket: Bucket, request: S3Request, settings: BucketSettings): S3Answer {
  const upload = requireUpload(bucket, request);
  refuseTaken(bucket, request, settings);
  const named = readAll(request.body.toString(), 'Part').map((part) => ({
    number: Number(readFirst(part, 'PartNumber')),
    etag: (readFirst(part, 'ETag') ?? '').replaceAll('&quot;', '"'),
  }));
  if (named.some(({ number }, index) => index > 0 && number <= (named[index - 1]?.number ?? 0)))
    throw new S3Refusal(400, 'InvalidPartOrder');
  const parts = named.map(({ number, etag }) => {
    const part = upload.parts.get(number);
    if (!part || quotedMd5(part) !== etag) throw new S3Refusal(400, 'InvalidPart');
    return part;
  });
  if (parts.slice(0, -1).some((part) => part.length < MIN_PART_BYTES))
    throw new S3Refusal(400, 'EntityTooSmall');
  const sums = parts.map((part) => createHash('md5').update(part).digest());
  const etag = `"${createHash('md5').update(Buffer.concat(sums)).digest('hex')}-${parts.length}"`;
  bucket.objects.set(upload.key, {
    bytes: Buffer.concat(parts),
    etag,
    modifiedAt: new Date(),
    headers: upload.headers,
  });
  bucket.uploads.delete(upload.id);
  return xmlAnswer('CompleteMultipartUploadResult', [
    ['Bucket', bucket.name],
    ['Key', upload.key],
    ['ETag', etag],
  ]);
}

export function abortUpload(bucket: Bucket, request: S3Request): S3Answer {
  bucket.uploads.delete(requireUpload(bucket, request).id);
  return { status: 204 };
}

export function listUploads(bucket: Bucket, { query }: S3Request, { pageSize }: BucketSettings): S3Answer {
  const prefix = query.get('prefix') ?? '';
  const sortKey = ({ key, id }: Upload) => `${key} ${id}`;
  const after = query.has('key-marker')
    ? `${query.get('key-marker')} ${query.get('upload-id-marker') ?? ''}`
    : '';
  const all = [...bucket.uploads.values()]
    .filter((upload) => upload.key.startsWith(prefix) && sortKey(upload) > after)
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  const page = all.slice(0, pageSize);
  const isTruncated = page.length < all.length;
  return xmlAnswer('ListMultipartUploadsResult', [
    ['Bucket', bucket.name],
    ['IsTruncated', isTruncated],
    ['NextKeyMarker', isTruncated ? page.at(-1)?.key : undefined],
    ['NextUploadIdMarker', isTruncated ? page.at(-1)?.id : undefined],
    ...page.map(
      ({ key, id, startedAt }) =>
        [
          'Upload',
          [
            ['Key', key],
            ['UploadId', id],
            ['Initiated', startedAt.toISOString()],
          ],
        ] satisfies [string, [string, string][]],
    ),
  ]);
}

function requireUpload(bucket: Bucket, { query, key }: S3Request): Upload {
  const upload = bucket.uploads.get(query.get('uploadId') ?? '');
  if (upload?.key !== key) throw new S3Refusal(404, 'NoSuchUpload');
  return upload;
}
