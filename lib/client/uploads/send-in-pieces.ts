import type { DetailedError, HttpResponse, Upload } from 'tus-js-client';
import type { Asset } from '@/lib/contracts';
import { toStorableText } from '@/lib/kernel';
import { ApiError, api, clientId, request } from '../api';
import type { SendOptions } from './engine-ports';
import type { LocalUpload } from './local-upload';
import { readRefusal } from './read-refusal';

const ENDPOINT = '/api/uploads';
const VERSION = { 'tus-resumable': '1.0.0' };
/** Small enough for proxies that hold a request back until it is whole, large enough to cost nothing. */
const CHUNK_BYTES = 8 * 1024 * 1024;

/**
 * Sends a file by the tus protocol from where the server has it. Throws ApiError, with `media.upload_not_found` when
 * the server does not know it any more, or an AbortError when cut off. One try: whoever calls tries again.
 */
export async function sendInPieces(upload: LocalUpload, options: SendOptions): Promise<Asset> {
  const { Upload } = await import('tus-js-client');
  const answer = await new Promise<HttpResponse>((resolve, reject) => {
    const run: Upload = new Upload(upload.file, {
      // With both, the package begins a new upload whenever it cannot ask for the old one's offset.
      endpoint: options.url === null ? ENDPOINT : null,
      uploadUrl: options.url,
      chunkSize: CHUNK_BYTES,
      retryDelays: null,
      // What was begun is remembered here, beside the bytes.
      storeFingerprintForResuming: false,
      fingerprint: async () => upload.id,
      metadata: metadataOf(upload),
      headers: { 'x-client-id': clientId },
      onProgress: (sent, total) => options.onProgress(sent / total),
      onUploadUrlAvailable: () => {
        if (run.url) options.onUrl(run.url);
        if (options.signal.aborted) cut();
      },
      onSuccess: ({ lastResponse }) => resolve(lastResponse),
      onError: (error) => reject(translate(error)),
    });
    const cut = () => {
      // While it is being created its address is awaited: it could not be removed otherwise.
      if (!run.url) return;
      void run.abort();
      reject(new DOMException('Cut off', 'AbortError'));
    };
    options.signal.addEventListener('abort', cut, { once: true });
    run.start();
  });
  const assetId = answer.getHeader('x-asset-id') ?? (await askForAsset(options.url, upload));
  return api.getAsset(assetId);
}

/** The answer to the last byte was lost: repeating it without bytes tells the asset, or why there is none. */
async function askForAsset(url: string | null, upload: LocalUpload): Promise<string> {
  const answer = await request(url ?? ENDPOINT, {
    method: 'PATCH',
    headers: {
      ...VERSION,
      'upload-offset': String(upload.size),
      'content-type': 'application/offset+octet-stream',
    },
  });
  const assetId = answer.headers.get('x-asset-id');
  if (!assetId) throw new ApiError('media.upload_failed', 'The file could not be uploaded.', 0, true);
  return assetId;
}

function metadataOf(upload: LocalUpload): Record<string, string> {
  const metadata: Record<string, string> = { filename: toStorableText(upload.name).slice(0, 200) };
  if (upload.type) metadata.filetype = upload.type;
  if (upload.conversationId !== 'new') metadata.conversation = upload.conversationId;
  return metadata;
}

function translate(error: Error | DetailedError): Error {
  const answer = 'originalResponse' in error ? error.originalResponse : null;
  if (!answer?.getStatus()) return new ApiError('network', 'The file could not be sent.', 0, true);
  // HEAD has no body to say more.
  if (answer.getStatus() === 404 || answer.getStatus() === 410)
    return new ApiError(
      'media.upload_not_found',
      'The server does not have this upload any more.',
      404,
      true,
    );
  return readRefusal(answer.getStatus(), answer.getBody());
}
