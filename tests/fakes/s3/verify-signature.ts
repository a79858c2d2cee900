import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { S3Refusal } from './refusal';
import type { S3Request } from './request';

export type Credentials = { accessKeyId: string; secretAccessKey: string };

const MAX_SKEW_MS = 15 * 60 * 1000;
const MAX_EXPIRES_SECONDS = 7 * 24 * 3600;

type Claim = { credential: string; date: string; signedHeaders: string; signature: string };

/**
 * Signature Version 4, of the Authorization header or of a presigned address, worked out from the published rules
 * and not with the SDK's code: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 */
export function verifySignature(request: S3Request, credentials: Credentials, nowMs: number): void {
  const presigned = request.query.has('X-Amz-Signature');
  const claim = presigned ? claimOfQuery(request.query) : claimOfHeaders(request);
  const [accessKeyId, day = '', region = '', service = '', end] = claim.credential.split('/');
  if (accessKeyId !== credentials.accessKeyId) throw new S3Refusal(403, 'InvalidAccessKeyId');
  if (service !== 's3' || end !== 'aws4_request' || !claim.date.startsWith(day))
    throw new S3Refusal(400, 'AuthorizationHeaderMalformed');
  checkTime(request, claim, presigned, nowMs);
  checkHeaders(request, claim);

  const scope = `${day}/${region}/${service}/aws4_request`;
  const canonical = canonicalRequest(request, claim, presigned);
  const toSign = ['AWS4-HMAC-SHA256', claim.date, scope, sha256(canonical)].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce(
    (previous, part) => hmac(previous, part),
    Buffer.from(`AWS4${credentials.secretAccessKey}`),
  );
  const expected = hmac(key, toSign);
  const given = Buffer.from(claim.signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new S3Refusal(403, 'SignatureDoesNotMatch');
}

function claimOfQuery(query: URLSearchParams): Claim {
  return {
    credential: query.get('X-Amz-Credential') ?? '',
    date: query.get('X-Amz-Date') ?? '',
    signedHeaders: query.get('X-Amz-SignedHeaders') ?? '',
    signature: query.get('X-Amz-Signature') ?? '',
  };
}

function claimOfHeaders({ headers }: S3Request): Claim {
  const found = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)$/.exec(
    headers.authorization ?? '',
  );
  if (!found) throw new S3Refusal(403, 'AccessDenied');
  const [, credential = '', signedHeaders = '', signature = ''] = found;
  return { credential, signedHeaders, signature, date: String(headers['x-amz-date'] ?? '') };
}

function checkTime({ query }: S3Request, { date }: Claim, presigned: boolean, nowMs: number): void {
  const signedMs = Date.parse(
    date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  if (Number.isNaN(signedMs)) throw new S3Refusal(403, 'AccessDenied');
  if (!presigned) {
    if (Math.abs(nowMs - signedMs) > MAX_SKEW_MS) throw new S3Refusal(403, 'RequestTimeTooSkewed');
    return;
  }
  const expiresSeconds = Number(query.get('X-Amz-Expires'));
  if (!(expiresSeconds > 0 && expiresSeconds <= MAX_EXPIRES_SECONDS))
    throw new S3Refusal(400, 'AuthorizationQueryParametersError');
  if (signedMs > nowMs + MAX_SKEW_MS || nowMs > signedMs + expiresSeconds * 1000)
    throw new S3Refusal(403, 'AccessDenied', 'Request has expired');
}

/** The host and everything of Amazon's must be under the signature, and the body must be what was signed. */
function checkHeaders({ headers, sentHash }: S3Request, { signedHeaders }: Claim): void {
  const signed = new Set(signedHeaders.split(';'));
  const needed = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  if (needed.some((name) => !signed.has(name))) throw new S3Refusal(403, 'AccessDenied');
  const claimed = headers['x-amz-content-sha256'];
  if (typeof claimed === 'string' && /^[0-9a-f]{64}$/.test(claimed) && claimed !== sentHash)
    throw new S3Refusal(400, 'XAmzContentSHA256Mismatch');
}

function canonicalRequest(request: S3Request, { signedHeaders }: Claim, presigned: boolean): string {
  const query = [...request.query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map((pair) => pair.join('='))
    .join('&');
  const headers = signedHeaders.split(';').map((name) => {
    const value = String(request.headers[name] ?? '');
    return `${name}:${value.trim().replace(/\s+/g, ' ')}\n`;
  });
  const payload = presigned
    ? (request.query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD')
    : request.headers['x-amz-content-sha256'];
  return [request.method, request.rawPath, query, headers.join(''), signedHeaders, payload].join('\n');
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
