import { createHash, randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export type StoredBlob = { bytes: Buffer; contentType: string; uploadedAt: Date };
export type BlobUpload = { pathname: string; parts: Map<number, Buffer> };
export type BlobStore = { blobs: Map<string, StoredBlob>; uploads: Map<string, BlobUpload> };

export type BlobRequest = {
  operation: BlobOperation;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
};
export type BlobAnswer = { status: number; headers?: Record<string, string>; body: Buffer };
export type BlobOperation = 'put' | 'create' | 'part' | 'complete' | 'head' | 'list' | 'delete' | 'read';

/** Except for the last, and all of one size: Vercel's documentation of multipart uploads. */
const MIN_PART_BYTES = 5 * 1024 * 1024;

/** How the API says no: a status and a code in JSON. */
export class BlobRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message = code,
  ) {
    super(message);
  }
}

export const json = (value: unknown): BlobAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(value)),
});

export function putBlob(store: BlobStore, request: BlobRequest, origin: string): BlobAnswer {
  return keep(store, request, request.body, origin);
}

export function createUpload(store: BlobStore, { query }: BlobRequest): BlobAnswer {
  const uploadId = randomUUID();
  const pathname = query.get('pathname') ?? '';
  store.uploads.set(uploadId, { pathname, parts: new Map() });
  return json({ uploadId, key: pathname });
}

export function uploadPart(store: BlobStore, request: BlobRequest): BlobAnswer {
  const upload = requireUpload(store, request);
  upload.parts.set(Number(request.headers['x-mpu-part-number']), request.body);
  return json({ etag: md5(request.body) });
}

export function completeUpload(store: BlobStore, request: BlobRequest, origin: string): BlobAnswer {
  const upload = requireUpload(store, request);
  const named = JSON.parse(request.body.toString()) as { partNumber: number; etag: string }[];
  const parts = named.map(({ partNumber, etag }, index) => {
    const part = upload.parts.get(partNumber);
    if (partNumber !== index + 1 || !part || md5(part) !== etag)
      throw new BlobRefusal(400, 'bad_request', 'Invalid part');
    return part;
  });
  const full = parts.slice(0, -1);
  if (full.some((part) => part.length < MIN_PART_BYTES || part.length !== full[0]?.length))
    throw new BlobRefusal(400, 'bad_request', 'Parts are too small or differ in size');
  const answer = keep(store, request, Buffer.concat(parts), origin);
  store.uploads.delete(String(request.headers['x-mpu-upload-id']));
  return answer;
}

export function headBlob(store: BlobStore, { query }: BlobRequest, origin: string): BlobAnswer {
  const pathname = pathnameOf(query.get('url') ?? '', origin);
  const found = store.blobs.get(pathname);
  if (!found) throw new BlobRefusal(404, 'not_found');
  return json(describe(pathname, found, origin));
}

export function listBlobs(
  store: BlobStore,
  { query }: BlobRequest,
  origin: string,
  pageSize: number,
): BlobAnswer {
  const prefix = query.get('prefix') ?? '';
  const cursor = query.get('cursor') ?? '';
  const all = [...store.blobs].filter(([name]) => name.startsWith(prefix) && name > cursor).sort();
  const page = all.slice(0, pageSize);
  const hasMore = page.length < all.length;
  const blobs = page.map(([pathname, blob]) => describe(pathname, blob, origin));
  return json({ blobs, hasMore, ...(hasMore && { cursor: page.at(-1)?.[0] }) });
}

export function deleteBlobs(store: BlobStore, { body }: BlobRequest, origin: string): BlobAnswer {
  const { urls } = JSON.parse(body.toString()) as { urls: string[] };
  for (const url of urls) store.blobs.delete(pathnameOf(url, origin));
  return json({});
}

/** What the store's own host answers to GET. */
export function readBlob(store: BlobStore, pathname: string, range: string | undefined): BlobAnswer {
  const found = store.blobs.get(pathname);
  if (!found) throw new BlobRefusal(404, 'not_found');
  const { bytes, contentType } = found;
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? '');
  if (!asked) return { status: 200, headers: { 'content-type': contentType }, body: bytes };
  const start = Number(asked[1]);
  const end = Math.min(asked[2] ? Number(asked[2]) : Number.POSITIVE_INFINITY, bytes.length - 1);
  if (start > end) throw new BlobRefusal(416, 'range_not_satisfiable');
  const headers = { 'content-type': contentType, 'content-range': `bytes ${start}-${end}/${bytes.length}` };
  return { status: 206, headers, body: bytes.subarray(start, end + 1) };
}

function keep(store: BlobStore, { query, headers }: BlobRequest, bytes: Buffer, origin: string): BlobAnswer {
  const pathname = query.get('pathname') ?? '';
  if (headers['x-vercel-blob-access'] !== 'private')
    throw new BlobRefusal(400, 'bad_request', 'Cannot use public access on a private store.');
  if (headers['x-add-random-suffix'] !== '0')
    throw new BlobRefusal(400, 'bad_request', 'This replica makes no random names.');
  if (store.blobs.has(pathname) && headers['x-allow-overwrite'] !== '1')
    throw new BlobRefusal(400, 'bad_request', 'This blob already exists, use `allowOverwrite: true`.');
  const contentType = String(headers['x-content-type'] ?? 'application/octet-stream');
  const blob = { bytes, contentType, uploadedAt: new Date() };
  store.blobs.set(pathname, blob);
  return json(describe(pathname, blob, origin));
}

function requireUpload(store: BlobStore, { headers, query }: BlobRequest): BlobUpload {
  const upload = store.uploads.get(String(headers['x-mpu-upload-id']));
  if (!upload || upload.pathname !== query.get('pathname')) throw new BlobRefusal(404, 'not_found');
  if (decodeURIComponent(String(headers['x-mpu-key'])) !== upload.pathname)
    throw new BlobRefusal(400, 'bad_request');
  return upload;
}

function describe(pathname: string, { bytes, contentType, uploadedAt }: StoredBlob, origin: string) {
  const url = `${origin}/store/${pathname}`;
  return {
    url,
    downloadUrl: `${url}?download=1`,
    pathname,
    size: bytes.length,
    contentType,
    contentDisposition: `inline; filename="${pathname.split('/').at(-1)}"`,
    cacheControl: 'private, max-age=2592000',
    uploadedAt: uploadedAt.toISOString(),
    etag: `"${md5(bytes)}"`,
  };
}

const pathnameOf = (url: string, origin: string) => url.replace(`${origin}/store/`, '');
const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex');
