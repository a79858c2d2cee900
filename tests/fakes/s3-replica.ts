import type { IncomingMessage, ServerResponse } from 'node:http';
import { createFaults, type Fault } from './faults';
import { cutAnswer, cutRequest, startLoopbackServer } from './loopback-server';
import { deleteObject, getObject, listObjects, putObject, type S3Answer } from './s3/answer-objects';
import {
  corsHeaders,
  getCors,
  getLifecycle,
  getPolicy,
  putCors,
  putLifecycle,
  putPolicy,
  putPublicAccessBlock,
} from './s3/answer-rules';
import { abortUpload, completeUpload, createUpload, listUploads, uploadPart } from './s3/answer-uploads';
import { type Bucket, type BucketSettings, createBucket } from './s3/bucket';
import { type Operation, operationOf } from './s3/operations';
import { S3Refusal } from './s3/refusal';
import { readRequest, type S3Request, unwrapBody } from './s3/request';
import { type Credentials, verifySignature } from './s3/verify-signature';
import { toXml } from './s3/xml';

export type S3FaultKind =
  /** 500 InternalError. */
  | 'internal-error'
  /** 503 SlowDown. */
  | 'slow-down'
  /** 403 AccessDenied, which no repetition mends. */
  | 'denied'
  /** 507, the way some stores say that they are full. */
  | 'full'
  /** Status 200 with an error inside, as S3 may answer the end of a multipart upload. */
  | 'error-in-200'
  /** Answers with everything, whatever range was asked for. */
  | 'no-range'
  /** The connection breaks while the body is on its way in; nothing is done. */
  | 'cut-request'
  /** It is done, and the connection breaks before the answer. */
  | 'lost-answer'
  /** The connection breaks after half of the answer's body. */
  | 'cut-answer';

export type S3Replica = {
  /** For `endpoint`, with path-style addresses. */
  endpoint: string;
  bucket: Bucket;
  credentials: Credentials;
  /** Every request, as it came in. */
  requests: { operation: Operation; key: string }[];
  /** The most parts that were being received at one moment. */
  maxPartsAtOnce(): number;
  /** Bytes of bodies received so far. */
  receivedBytes(): number;
  fail(fault: Fault<Operation, S3FaultKind>): void;
  /** Lets the replica's clock run ahead. */
  advance(ms: number): void;
  close(): Promise<void>;
};

type Handler = (bucket: Bucket, request: S3Request, settings: BucketSettings) => S3Answer;

const handlers: Record<Operation, Handler> = {
  ListObjectsV2: listObjects,
  ListMultipartUploads: listUploads,
  GetBucketCors: getCors,
  PutBucketCors: putCors,
  GetBucketLifecycleConfiguration: getLifecycle,
  PutBucketLifecycleConfiguration: putLifecycle,
  GetBucketPolicy: getPolicy,
  PutBucketPolicy: putPolicy,
  PutPublicAccessBlock: putPublicAccessBlock,
  PutObject: putObject,
  GetObject: getObject,
  HeadObject: getObject,
  DeleteObject: deleteObject,
  CreateMultipartUpload: createUpload,
  UploadPart: uploadPart,
  CompleteMultipartUpload: completeUpload,
  AbortMultipartUpload: abortUpload,
};

/** One bucket of S3 as a real HTTP server on the loopback, for the real SDK. Keeps everything in memory. */
export async function startS3Replica(
  given: Partial<BucketSettings> & { bucketName?: string } = {},
): Promise<S3Replica> {
  const settings = { pageSize: 1000, knowsConditions: true, ...given };
  const bucket = createBucket(given.bucketName ?? 'strand-media');
  const credentials = { accessKeyId: 'REPLICAKEY', secretAccessKey: 'replica/secret+with=signs' };
  const faults = createFaults<Operation, S3FaultKind>();
  const requests: S3Replica['requests'] = [];
  let aheadMs = 0;
  let partsAtOnce = 0;
  let maxPartsAtOnce = 0;
  let receivedBytes = 0;

  async function receive(message: IncomingMessage): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of message as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      receivedBytes += chunk.length;
    }
    return Buffer.concat(chunks);
  }

  async function exchange(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const empty = readRequest(message, Buffer.alloc(0));
    const origin = message.headers.origin;
    const asked = String(message.headers['access-control-request-method'] ?? message.method);
    const cors = corsHeaders(bucket, origin, asked);
    if (message.method === 'OPTIONS') return send(response, cors.vary ? 200 : 403, { headers: cors });
    const operation = operationOf(empty);
    if (operation) requests.push({ operation, key: empty.key });
    const fault = faults.take(operation);
    if (fault === 'cut-request') return cutRequest(message);

    const isPart = operation === 'UploadPart';
    if (isPart) maxPartsAtOnce = Math.max(maxPartsAtOnce, ++partsAtOnce);
    const sent = await receive(message).finally(() => {
      if (isPart) partsAtOnce -= 1;
    });
    const answer = answerOrRefuse(() => {
      refuseByFault(fault);
      const request = readRequest(message, sent);
      verifySignature(request, credentials, Date.now() + aheadMs);
      if (request.bucket !== bucket.name) throw new S3Refusal(404, 'NoSuchBucket');
      if (!operation) throw new S3Refusal(501, 'NotImplemented');
      if (fault === 'no-range') request.headers.range = undefined;
      return handlers[operation](bucket, unwrapBody(request), settings);
    });
    if (fault === 'lost-answer') return void message.socket.destroy();
    if (fault === 'cut-answer')
      return cutAnswer(response, answer.status, answer.headers, Buffer.from(answer.body ?? ''));
    send(response, answer.status, { ...answer, headers: { ...answer.headers, ...cors } });
  }

  const server = await startLoopbackServer(exchange);
  return {
    endpoint: server.origin,
    bucket,
    credentials,
    requests,
    maxPartsAtOnce: () => maxPartsAtOnce,
    receivedBytes: () => receivedBytes,
    fail: faults.add,
    advance(ms) {
      aheadMs += ms;
    },
    close: server.close,
  };
}

function refuseByFault(fault: S3FaultKind | null): void {
  if (fault === 'internal-error') throw new S3Refusal(500, 'InternalError');
  if (fault === 'slow-down') throw new S3Refusal(503, 'SlowDown', 'Please reduce your request rate.');
  if (fault === 'denied') throw new S3Refusal(403, 'AccessDenied');
  if (fault === 'full') throw new S3Refusal(507, 'XMinioStorageFull');
  if (fault === 'error-in-200') throw new S3Refusal(200, 'InternalError');
}

function answerOrRefuse(answer: () => S3Answer): S3Answer {
  try {
    return answer();
  } catch (error) {
    if (!(error instanceof S3Refusal)) throw error;
    const body = toXml('Error', [
      ['Code', error.code],
      ['Message', error.message],
    ]);
    return { status: error.status, headers: { 'content-type': 'application/xml' }, body };
  }
}

function send(response: ServerResponse, status: number, { headers, body = '' }: Omit<S3Answer, 'status'>) {
  response.writeHead(status, {
    ...headers,
    ...(status === 204 ? {} : { 'content-length': byteLength(body) }),
  });
  // Node itself leaves the body of an answer to HEAD away.
  response.end(body);
}

const byteLength = (body: string | Buffer) => Buffer.byteLength(body);
