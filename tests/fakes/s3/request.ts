import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { crc32 } from 'node:zlib';
import { S3Refusal } from './refusal';

/** One request as S3 sees it, with its body taken out of whatever encoding it travelled in. */
export type S3Request = {
  method: string;
  /** As sent: signatures cover the encoded form. */
  rawPath: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  bucket: string;
  key: string;
  body: Buffer;
  /** SHA-256 of the body as sent, in hex. */
  sentHash: string;
};

export function readRequest(message: IncomingMessage, sent: Buffer): S3Request {
  const url = new URL(message.url ?? '/', 'http://replica');
  const [, bucket = '', ...rest] = url.pathname.split('/');
  return {
    method: message.method ?? 'GET',
    rawPath: url.pathname,
    query: url.searchParams,
    headers: message.headers,
    bucket,
    key: decodeURIComponent(rest.join('/')),
    body: sent,
    sentHash: createHash('sha256').update(sent).digest('hex'),
  };
}

/** Takes the body out of aws-chunked encoding and compares it with the checksums that came along. */
export function unwrapBody(request: S3Request): S3Request {
  const { headers } = request;
  let trailers: Record<string, string> = {};
  let { body } = request;
  if (headers['content-encoding']?.includes('aws-chunked')) {
    ({ body, trailers } = decodeChunks(body));
    if (Number(headers['x-amz-decoded-content-length']) !== body.length)
      throw new S3Refusal(400, 'IncompleteBody');
  }
  for (const [name, sum] of Object.entries(checksums)) {
    const expected = trailers[name] ?? headers[name];
    if (expected !== undefined && expected !== sum(body)) throw new S3Refusal(400, 'BadDigest');
  }
  return { ...request, body };
}

/** Bucket configurations must come with a checksum, or S3 refuses them. */
export function requireChecksum({ headers }: S3Request): void {
  if (!Object.keys(checksums).some((name) => headers[name] !== undefined))
    throw new S3Refusal(400, 'InvalidRequest', 'Missing required header for this request: Content-MD5');
}

const base64Hash = (algorithm: string) => (body: Buffer) =>
  createHash(algorithm).update(body).digest('base64');

const checksums: Record<string, (body: Buffer) => string> = {
  'content-md5': base64Hash('md5'),
  'x-amz-checksum-sha1': base64Hash('sha1'),
  'x-amz-checksum-sha256': base64Hash('sha256'),
  'x-amz-checksum-crc32': (body) => {
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return sum.toString('base64');
  },
};

/** `size in hex CRLF bytes CRLF …`, ended by a chunk of size 0 and by trailers. */
function decodeChunks(sent: Buffer): { body: Buffer; trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = sent.indexOf('\r\n', at);
    const size = Number.parseInt(sent.toString('latin1', at, lineEnd), 16);
    if (lineEnd < 0 || Number.isNaN(size)) throw new S3Refusal(400, 'IncompleteBody');
    at = lineEnd + 2;
    if (size === 0) break;
    chunks.push(sent.subarray(at, at + size));
    at += size + 2;
  }
  const lines = sent.toString('latin1', at).split('\r\n');
  const trailers = lines
    .filter((line) => line.includes(':'))
    .map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]);
  return { body: Buffer.concat(chunks), trailers: Object.fromEntries(trailers) };
}
