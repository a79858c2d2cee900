import { AppError } from '@/lib/kernel';

type Details = {
  /** What people call the provider. */
  name: string;
  cause?: unknown;
};

export const rateLimited = ({ name, cause }: Details, retryAfterMs?: number) =>
  new AppError({
    code: 'models.rate_limited',
    kind: 'rate_limited',
    publicMessage: `${name} is getting too many requests right now. Wait a moment and try again.`,
    retryable: true,
    retryAfterMs,
    cause,
  });

export const quotaUsedUp = ({ name, cause }: Details) =>
  new AppError({
    code: 'models.rate_limited',
    kind: 'rate_limited',
    publicMessage: `${name} says that the quota of this account is used up. Choose another model, or tell the administrator.`,
    cause,
  });

export const unavailable = ({ name, cause }: Details, retryAfterMs?: number) =>
  new AppError({
    code: 'models.unavailable',
    kind: 'unavailable',
    publicMessage: `${name} cannot be reached right now. Try again in a moment, or choose another model.`,
    retryable: true,
    retryAfterMs,
    cause,
  });

export const timedOut = ({ name, cause }: Details) =>
  new AppError({
    code: 'models.timeout',
    kind: 'timeout',
    publicMessage: `${name} took too long to answer. Try again, or choose another model.`,
    retryable: true,
    cause,
  });

export const refused = ({ name, cause }: Details) =>
  new AppError({
    code: 'models.refused',
    kind: 'invalid',
    publicMessage: `${name} declined to answer this because of its content rules. Try to put it in other words.`,
    cause,
  });

export const badKey = ({ name, cause }: Details) =>
  new AppError({
    code: 'models.bad_key',
    kind: 'unavailable',
    publicMessage: `${name} did not accept this server's key. Ask the administrator to check the key, or choose another model.`,
    cause,
  });

export const badRequest = ({ name, cause }: Details) =>
  new AppError({
    code: 'models.bad_request',
    kind: 'invalid',
    publicMessage: `${name} could not take this request. Try a shorter message, other attachments, or another model.`,
    cause,
  });

export const interrupted = ({ name, cause }: Details) =>
  new AppError({
    code: 'models.interrupted',
    kind: 'unavailable',
    publicMessage: `${name} broke off in the middle of the answer. What arrived is kept. Try again for a whole one.`,
    retryable: true,
    cause,
  });

export const badAnswer = ({ name, cause }: Details) =>
  new AppError({
    code: 'models.bad_answer',
    kind: 'unavailable',
    publicMessage: `${name} sent an answer that cannot be read. Try again, or choose another model.`,
    retryable: true,
    cause,
  });

export const emptyAnswer = ({ name, cause }: Details) =>
  new AppError({
    code: 'models.empty_answer',
    kind: 'unavailable',
    publicMessage: `${name} gave an empty answer. Try again, or put it in other words.`,
    retryable: true,
    cause,
  });

export const unknownModel = () =>
  new AppError({
    code: 'models.unknown_model',
    kind: 'invalid',
    publicMessage: 'This model is not available here. Choose another one.',
  });

/** `reason`: one sentence for people, from `chooseMaker`. */
export const noCapableModel = (reason: string) =>
  new AppError({ code: 'models.no_capable_model', kind: 'unsupported', publicMessage: reason });

/** Too many calls of this server wait for the provider already. */
export const busy = ({ name, cause }: Details) =>
  new AppError({
    code: 'models.busy',
    kind: 'rate_limited',
    publicMessage: `${name} is busy with other requests of this server. Wait a moment and try again.`,
    retryable: true,
    retryAfterMs: 2_000,
    cause,
  });

/** Several calls in a row failed, so none is made for a while. */
export const resting = ({ name, cause }: Details, retryAfterMs: number) =>
  new AppError({
    code: 'models.resting',
    kind: 'unavailable',
    publicMessage: `${name} has failed several times in a row and is left alone for half a minute. Try again then, or choose another model.`,
    retryable: true,
    retryAfterMs,
    cause,
  });
