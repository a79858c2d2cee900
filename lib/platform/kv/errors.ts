import { AppError } from '@/lib/kernel';

export const storeUnavailable = (cause: unknown) =>
  new AppError({
    code: 'kv.unavailable',
    kind: 'unavailable',
    publicMessage: 'The server cannot reach one of its stores at the moment. Please try again.',
    retryable: true,
    cause,
  });

export const notANumber = (cause?: unknown) =>
  new AppError({
    code: 'kv.not_a_number',
    kind: 'internal',
    publicMessage: 'A counter was expected, but something else is kept under its name.',
    cause,
  });

export const messageTooLarge = (sizeBytes: number, maxBytes: number) =>
  new AppError({
    code: 'kv.message_too_large',
    kind: 'too_large',
    publicMessage: `A message between processes may have ${maxBytes} bytes, this one has ${sizeBytes}. Store the data and send its id.`,
  });

export const notStorable = () =>
  new AppError({
    code: 'kv.not_storable',
    kind: 'internal',
    publicMessage: 'Only JSON values other than null can be kept.',
  });
