import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type BlobAnswer,
  type BlobOperation,
  BlobRefusal,
  type BlobRequest,
  type BlobStore,
  completeUpload,
  createUpload,
  deleteBlobs,
  headBlob,
  listBlobs,
  putBlob,
  readBlob,
  uploadPart,
} from './blob/answer-blobs';
import { createFaults, type Fault } from './faults';
import { cutAnswer, cutRequest, startLoopbackServer } from './loopback-server';

export type BlobFaultKind =
  /** 503 service_unavailable, which the SDK repeats. */
  | 'unavailable'
  /** 429 with `retry-after: 1`, which it does not. */
  | 'rate-limited'
  /** 403 forbidden. */
  | 'denied'
  | 'cut-request'
  | 'lost-answer'
  | 'cut-answer'
  /** Answers a read with everything, whatever range was asked for. */
  | 'no-range'
  /** Takes the request and never answers. */
  | 'silence';

export type BlobReplica = {
  /** For VERCEL_BLOB_API_URL. */
  apiUrl: string;
  token: string;
  store: BlobStore;
  requests: { operation: BlobOperation; pathname: string }[];
  maxPartsAtOnce(): number;
  fail(fault: Fault<BlobOperation, BlobFaultKind>): void;
  close(): Promise<void>;
};

/** A private store of Vercel Blob with its API, as a real HTTP server on the loopback, for the real SDK. */
export async function startBlobReplica({ pageSize = 1000 } = {}): Promise<BlobReplica> {
  const token = 'vercel_blob_rw_replicastore_secret';
  const store: BlobStore = { blobs: new Map(), uploads: new Map() };
  const faults = createFaults<BlobOperation, BlobFaultKind>();
  const requests: BlobReplica['requests'] = [];
  let partsAtOnce = 0;
  let maxPartsAtOnce = 0;

  function answer(request: BlobRequest, pathname: string): BlobAnswer {
    if (request.headers.authorization !== `Bearer ${token}`) throw new BlobRefusal(403, 'forbidden');
    switch (request.operation) {
      case 'put':
        return putBlob(store, request, server.origin);
      case 'create':
        return createUpload(store, request);
      case 'part':
        return uploadPart(store, request);
      case 'complete':
        return completeUpload(store, request, server.origin);
      case 'head':
        return headBlob(store, request, server.origin);
      case 'list':
        return listBlobs(store, request, server.origin, pageSize);
      case 'delete':
        return deleteBlobs(store, request, server.origin);
      case 'read':
        return readBlob(store, pathname, request.headers.range);
    }
  }

  async function exchange(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(message.url ?? '/', 'http://replica');
    const operation = operationOf(message, url);
    const pathname = url.searchParams.get('pathname') ?? url.pathname.replace(/^\/store\//, '');
    requests.push({ operation, pathname });
    const fault = faults.take(operation);
    if (fault === 'cut-request') return cutRequest(message);
    if (operation === 'part') maxPartsAtOnce = Math.max(maxPartsAtOnce, ++partsAtOnce);
    const chunks = await message.toArray().finally(() => {
      if (operation === 'part') partsAtOnce -= 1;
    });
    const body = Buffer.concat(chunks);
    if (fault === 'silence') return;
    const result = answerOrRefuse(() => {
      if (fault === 'unavailable') throw new BlobRefusal(503, 'service_unavailable');
      if (fault === 'rate-limited') throw new BlobRefusal(429, 'rate_limited');
      if (fault === 'denied') throw new BlobRefusal(403, 'forbidden');
      const headers = fault === 'no-range' ? { ...message.headers, range: undefined } : message.headers;
      return answer({ operation, query: url.searchParams, headers, body }, pathname);
    });
    if (fault === 'lost-answer') return void message.socket.destroy();
    if (fault === 'cut-answer') return cutAnswer(response, result.status, result.headers, result.body);
    response.writeHead(result.status, { ...result.headers, 'content-length': result.body.length });
    response.end(result.body);
  }

  const server = await startLoopbackServer(exchange);
  return {
    apiUrl: server.origin,
    token,
    store,
    requests,
    maxPartsAtOnce: () => maxPartsAtOnce,
    fail: faults.add,
    close: server.close,
  };
}

function operationOf({ method, headers }: IncomingMessage, { pathname, searchParams }: URL): BlobOperation {
  if (pathname.startsWith('/store/')) return 'read';
  if (pathname === '/delete') return 'delete';
  if (pathname === '/mpu') {
    const action = headers['x-mpu-action'];
    return action === 'create' ? 'create' : action === 'upload' ? 'part' : 'complete';
  }
  if (method === 'PUT') return 'put';
  return searchParams.has('url') ? 'head' : 'list';
}

function answerOrRefuse(answer: () => BlobAnswer): BlobAnswer {
  try {
    return answer();
  } catch (error) {
    if (!(error instanceof BlobRefusal)) throw error;
    const headers = {
      'content-type': 'application/json',
      ...(error.status === 429 && { 'retry-after': '1' }),
    };
    const body = Buffer.from(JSON.stringify({ error: { code: error.code, message: error.message } }));
    return { status: error.status, headers, body };
  }
}
