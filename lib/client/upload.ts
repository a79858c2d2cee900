import type { Asset, ErrorBody } from '@/lib/contracts';
import { ApiError, clientId } from './api';

export type UploadOptions = { onProgress?(fraction: number): void; signal?: AbortSignal };

/**
 * Sends a file through the one door with progress from 0 to 1. Throws ApiError, or an AbortError when
 * cancelled. XMLHttpRequest, because fetch tells no upload progress.
 */
export function uploadFile(file: File, options: UploadOptions = {}): Promise<Asset> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/media');
    request.responseType = 'json';
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.setRequestHeader('x-filename', encodeURIComponent(file.name));
    request.setRequestHeader('x-client-id', clientId);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(request.response as Asset);
        return;
      }
      const error = (request.response as ErrorBody | null)?.error;
      reject(
        new ApiError(
          error?.code ?? 'media.upload_failed',
          error?.message ?? 'The file could not be uploaded. Try again.',
          request.status,
          error?.retryable ?? true,
        ),
      );
    };
    request.onerror = () =>
      reject(new ApiError('network', 'The file could not be sent. Check the connection.', 0, true));
    request.onabort = () => reject(new DOMException('Upload cancelled', 'AbortError'));
    options.signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
