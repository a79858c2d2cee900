import type { ErrorBody } from '@/lib/contracts';
import { ApiError } from '../api';

/** What the server said instead of taking a file. A proxy before it may answer with a page of its own. */
export function readRefusal(status: number, body: string): ApiError {
  const error = parse(body)?.error;
  if (error?.message) return new ApiError(error.code, error.message, status, error.retryable);
  if (status === 413)
    return new ApiError('media.too_large', 'This file is larger than this server takes.', status, false);
  return new ApiError('media.upload_failed', 'The file could not be uploaded.', status, status >= 500);
}

/** Whether the answer is about this file, and trying again would only hear it again. */
export function isFinal(error: unknown): error is ApiError {
  return (
    error instanceof ApiError &&
    error.status >= 400 &&
    error.status < 500 &&
    !error.retryable &&
    // Signed out, gone, timed out, busy, too many: later it may be different.
    ![401, 404, 408, 410, 423, 425, 429].includes(error.status)
  );
}

function parse(body: string): ErrorBody | null {
  try {
    return JSON.parse(body) as ErrorBody;
  } catch {
    return null;
  }
}
