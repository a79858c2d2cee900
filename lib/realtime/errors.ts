import { AppError } from '@/lib/kernel';

export const notConfigured = () =>
  new AppError({
    code: 'realtime.not_configured',
    kind: 'unavailable',
    publicMessage:
      'Live updates are not configured on this server. Start the app with `npm start`, which does it.',
  });

export const eventTooLarge = (cause?: unknown) =>
  new AppError({
    code: 'realtime.event_too_large',
    kind: 'too_large',
    publicMessage: 'This live update is too large to send.',
    cause,
  });

/** The same event will never be taken: wrong credentials, a malformed channel. */
export const publishRefused = (cause?: unknown) =>
  new AppError({
    code: 'realtime.publish_refused',
    kind: 'internal',
    publicMessage: 'The live update service refused an update.',
    cause,
  });

/** The service cannot be reached or is overloaded now. */
export const publishFailed = (cause?: unknown, retryAfterMs?: number) =>
  new AppError({
    code: 'realtime.publish_failed',
    kind: 'unavailable',
    publicMessage: 'The live update service cannot be reached at the moment.',
    retryable: true,
    retryAfterMs,
    cause,
  });
