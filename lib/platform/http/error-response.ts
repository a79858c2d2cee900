import type { ErrorBody } from '@/lib/contracts';
import { AppError, type ErrorKind } from '@/lib/kernel';
import { logger } from '../logger';

/** The one place where a kind of failure becomes an HTTP status. */
export const statusOfKind: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  gone: 410,
  conflict: 409,
  too_large: 413,
  unsupported: 415,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
  timeout: 504,
};

export function errorBody(error: AppError): ErrorBody {
  return { error: { code: error.code, message: error.publicMessage, retryable: error.retryable } };
}

/** Answers a failure. Anything but an AppError is logged and told in general words only. */
export function toErrorResponse(error: unknown, request: Request): Response {
  const known = AppError.isInstance(error)
    ? error
    : new AppError({
        code: 'server.internal',
        kind: 'internal',
        publicMessage: 'Something went wrong on our side. Your data is safe. Please try again.',
        retryable: true,
        cause: error,
      });
  const status = statusOfKind[known.kind];
  if (status >= 500) {
    logger.error('request failed', {
      method: request.method,
      path: new URL(request.url).pathname,
      error: known,
    });
  }
  const headers = new Headers({ 'cache-control': 'no-store' });
  if (known.retryAfterMs !== undefined)
    headers.set('retry-after', String(Math.ceil(known.retryAfterMs / 1000)));
  return Response.json(errorBody(known), { status, headers });
}
