import type { RunEnd } from '@/lib/conversation';
import { AppError } from '@/lib/kernel';
import { logger } from '@/lib/platform/logger';

export type PublicError = NonNullable<RunEnd['error']>;

/** What people are told of a failure: its own sentence when it is a declared one, else a plain one. */
export function toPublicError(failure: unknown, runId: string): PublicError {
  logger.warn('answer failed', { runId, error: failure });
  if (AppError.isInstance(failure)) {
    return { code: failure.code, message: failure.publicMessage, retryable: failure.retryable };
  }
  return {
    code: 'generation.failed',
    message: 'The answer could not be finished. Nothing you sent is lost. Try again.',
    retryable: true,
  };
}

export const tooLong = () =>
  new AppError({
    code: 'generation.too_long',
    kind: 'too_large',
    publicMessage: 'The answer became too long to be kept whole. What was said so far is kept.',
  });

export const refusal: PublicError = {
  code: 'models.refused',
  message: 'The model declined to answer this. Try to put it in other words.',
  retryable: false,
};

export const emptyAnswer: PublicError = {
  code: 'models.empty_answer',
  message: 'The model gave an empty answer. Try again.',
  retryable: true,
};
