import type { S3Answer } from './answer-objects';
import type { Bucket } from './bucket';
import { S3Refusal } from './refusal';
import { requireChecksum, type S3Request } from './request';
import { readAll, readFirst } from './xml';

const MIN_INFREQUENT_ACCESS_DAYS = 30;

export function getCors(bucket: Bucket): S3Answer {
  if (!bucket.cors) throw new S3Refusal(404, 'NoSuchCORSConfiguration');
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: bucket.cors };
}

export function putCors(bucket: Bucket, request: S3Request): S3Answer {
  requireChecksum(request);
  const xml = request.body.toString();
  const known = new Set(['GET', 'PUT', 'POST', 'DELETE', 'HEAD']);
  if (readAll(xml, 'AllowedMethod').some((method) => !known.has(method)))
    throw new S3Refusal(400, 'InvalidRequest');
  bucket.cors = xml;
  return { status: 200 };
}

export function getLifecycle(bucket: Bucket): S3Answer {
  if (!bucket.lifecycle) throw new S3Refusal(404, 'NoSuchLifecycleConfiguration');
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: bucket.lifecycle };
}

/** With the rules that S3 checks: a filter each, and no cheaper class too early or after the end. */
export function putLifecycle(bucket: Bucket, request: S3Request): S3Answer {
  requireChecksum(request);
  const xml = request.body.toString();
  for (const rule of readAll(xml, 'Rule')) {
    if (!rule.includes('<Filter') || readFirst(rule, 'Status') === undefined)
      throw new S3Refusal(400, 'MalformedXML');
    const moveDays = Number(readFirst(readFirst(rule, 'Transition') ?? '', 'Days') ?? 'NaN');
    const endDays = Number(readFirst(readFirst(rule, 'Expiration') ?? '', 'Days') ?? 'NaN');
    if (moveDays < MIN_INFREQUENT_ACCESS_DAYS || moveDays >= endDays)
      throw new S3Refusal(400, 'InvalidArgument');
  }
  bucket.lifecycle = xml;
  return { status: 200 };
}

export function getPolicy(bucket: Bucket): S3Answer {
  if (!bucket.policy) throw new S3Refusal(404, 'NoSuchBucketPolicy');
  return { status: 200, headers: { 'content-type': 'application/json' }, body: bucket.policy };
}

export function putPolicy(bucket: Bucket, request: S3Request): S3Answer {
  requireChecksum(request);
  const policy = JSON.parse(request.body.toString());
  if (policy.Version !== '2012-10-17' || !Array.isArray(policy.Statement))
    throw new S3Refusal(400, 'MalformedPolicy');
  bucket.policy = request.body.toString();
  return { status: 204 };
}

export function putPublicAccessBlock(bucket: Bucket, request: S3Request): S3Answer {
  requireChecksum(request);
  bucket.publicAccessBlock = request.body.toString();
  return { status: 200 };
}

/** The headers that let a page of `origin` read an answer; empty when no rule of the bucket allows it. */
export function corsHeaders(
  bucket: Bucket | undefined,
  origin: string | undefined,
  method: string,
): Record<string, string> {
  if (!bucket?.cors || !origin) return {};
  const rule = readAll(bucket.cors, 'CORSRule').find(
    (xml) =>
      readAll(xml, 'AllowedOrigin').some((allowed) => allowed === '*' || allowed === origin) &&
      readAll(xml, 'AllowedMethod').includes(method),
  );
  if (!rule) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': readAll(rule, 'AllowedMethod').join(', '),
    'access-control-allow-headers': readAll(rule, 'AllowedHeader').join(', '),
    'access-control-expose-headers': readAll(rule, 'ExposeHeader').join(', '),
    vary: 'Origin',
  };
}
