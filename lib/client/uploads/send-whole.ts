import type { Asset } from '@/lib/contracts';
import { toStorableText } from '@/lib/kernel';
import { ApiError, clientId } from '../api';
import type { SendOptions } from './engine-ports';
import type { LocalUpload } from './local-upload';
import { readRefusal } from './read-refusal';

/** At 7 KB a second the largest of these files still arrives. */
const TIMEOUT_MS = 10 * 60 * 1000;

/**
 * Sends a file in one request. XMLHttpRequest, because fetch tells no upload progress. The upload's id makes it
 * repeatable. Throws ApiError, or an AbortError when it was cut off; once all bytes are out it waits for the answer
 * even then, because the server has made something of them.
 */
export function sendWhole(upload: LocalUpload, { signal, onProgress }: SendOptions): Promise<Asset> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let isOut = false;
    request.open('POST', '/api/media');
    request.responseType = 'text';
    request.setRequestHeader('content-type', upload.type || 'application/octet-stream');
    request.setRequestHeader('x-filename', encodeURIComponent(toStorableText(upload.name)));
    request.setRequestHeader('x-upload-id', upload.id);
    if (upload.conversationId !== 'new') request.setRequestHeader('x-conversation-id', upload.conversationId);
    request.setRequestHeader('x-client-id', clientId);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.upload.onload = () => {
      isOut = true;
    };
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as Asset);
      else reject(readRefusal(request.status, request.responseText));
    };
    request.onerror = () => reject(new ApiError('network', 'The file could not be sent.', 0, true));
    request.ontimeout = request.onerror;
    request.timeout = TIMEOUT_MS;
    request.onabort = () => reject(new DOMException('Cut off', 'AbortError'));
    signal.addEventListener('abort', () => isOut || request.abort(), { once: true });
    request.send(upload.file);
  });
}
