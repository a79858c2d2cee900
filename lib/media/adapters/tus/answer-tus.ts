import { Server } from '@tus/server';
import { newId } from '@/lib/kernel';
import type { TusPort } from './ports';
import { translateRefusal } from './translate-refusal';
import { turnLocker } from './turn-locker';
import { UploadFiles } from './upload-files';

const VERSION = '1.0.0';

/** Those of the protocol; the package refuses requests for others that proxies add in their own way. */
const READ_HEADERS = [
  'content-length',
  'content-type',
  'tus-resumable',
  'upload-concat',
  'upload-defer-length',
  'upload-length',
  'upload-metadata',
  'upload-offset',
];

/**
 * Answers one request of the tus protocol: `POST` and `OPTIONS` without an id, `HEAD`, `PATCH` and `DELETE` with
 * one. Bodies are streamed to disk. Refusals are thrown as AppErrors.
 */
export async function answerTus(
  request: Request,
  given: { port: TusPort; path: string; id: string | null },
): Promise<Response> {
  const { port, path } = given;
  if (request.method !== 'OPTIONS' && request.headers.get('tus-resumable') !== VERSION) return otherVersion();
  let refusal: unknown = null;
  const server = new Server({
    path,
    datastore: new UploadFiles(port),
    locker: turnLocker,
    maxSize: port.maxBytes,
    namingFunction: newId,
    getFileIdFromRequest: () => given.id ?? undefined,
    // Relative: behind a proxy the server does not know its own address for sure.
    generateUrl: (_request, { id }) => `${path}/${id}`,
    onUploadCreate: async (_request, upload) => {
      await port.create(upload.id);
      return {};
    },
    onUploadFinish: async (_request, upload) => ({ headers: await port.finish(upload.id) }),
    onResponseError: (_request, error) => {
      refusal = error;
      return undefined;
    },
  });
  const response = await server.handleWeb(onlyOfTheProtocol(request));
  if (refusal || response.status >= 400) throw translateRefusal(refusal, response.status);
  // Other sites have no business here, whatever the package offers them.
  for (const name of [...response.headers.keys()])
    if (name.startsWith('access-control-')) response.headers.delete(name);
  response.headers.set('cache-control', 'no-store');
  return response;
}

/** The protocol wants a status of its own for this one. */
function otherVersion(): Response {
  const error = {
    code: 'media.upload_version',
    message: 'Uploads in pieces speak tus 1.0.0: send Tus-Resumable: 1.0.0.',
    retryable: false,
  };
  const headers = { 'tus-version': VERSION, 'tus-resumable': VERSION, 'cache-control': 'no-store' };
  return Response.json({ error }, { status: 412, headers });
}

function onlyOfTheProtocol(request: Request): Request {
  const headers = new Headers();
  for (const name of READ_HEADERS) {
    const value = request.headers.get(name);
    // An empty one says nothing, and is refused as malformed.
    if (value) headers.set(name, value);
  }
  const hasBody = request.method === 'PATCH' || request.method === 'POST';
  const init = { method: request.method, headers, ...(hasBody && { body: request.body, duplex: 'half' }) };
  return new Request(request.url, init as RequestInit);
}
