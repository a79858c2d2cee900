import { AppError } from '@/lib/kernel';

export const addressRefused = (cause?: unknown) =>
  new AppError({
    code: 'remote.refused',
    kind: 'invalid',
    publicMessage: 'This address cannot be fetched. Use a public http or https address.',
    cause,
  });

export const addressUnreachable = (cause?: unknown) =>
  new AppError({
    code: 'remote.unreachable',
    kind: 'invalid',
    publicMessage: 'Nothing could be fetched from this address. Check it, or try again later.',
    retryable: true,
    cause,
  });

export const addressAnswered = (status: number) =>
  new AppError({
    code: 'remote.answered',
    kind: 'invalid',
    publicMessage: `This address answered with an error (${status}), so there is nothing to keep.`,
    retryable: status >= 500 || status === 429,
  });

export const addressTooSlow = (cause?: unknown) =>
  new AppError({
    code: 'remote.timeout',
    kind: 'timeout',
    publicMessage: 'This address took too long to answer. Try again later, or download the file and send it.',
    retryable: true,
    cause,
  });

export const tooManyRedirects = () =>
  new AppError({
    code: 'remote.too_many_redirects',
    kind: 'invalid',
    publicMessage: 'This address leads from one place to the next without an end.',
  });
