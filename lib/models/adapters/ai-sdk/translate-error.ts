import {
  APICallError,
  EmptyResponseBodyError,
  InvalidResponseDataError,
  JSONParseError,
  LoadAPIKeyError,
  NoContentGeneratedError,
  TypeValidationError,
} from '@ai-sdk/provider';
import { AppError } from '@/lib/kernel';
import {
  badAnswer,
  badKey,
  badRequest,
  emptyAnswer,
  interrupted,
  quotaUsedUp,
  rateLimited,
  refused,
  timedOut,
  unavailable,
} from '../../errors';
import { retryAfterOf } from './retry-after';
import { toVendorCause } from './vendor-cause';
import { readVendorWords, type VendorWords } from './vendor-words';

export type ErrorContext = {
  /** What people call the provider. */
  name: string;
  /** Keys that must not survive in the kept cause. */
  secrets: readonly string[];
  /** Whether anything of the answer was already passed on. */
  started: boolean;
};

/** Turns whatever the SDK or a provider threw, or put into its stream, into one of our errors. */
export function translateError(error: unknown, context: ErrorContext): AppError {
  if (AppError.isInstance(error)) return error;
  const details = { name: context.name, cause: toVendorCause(error, context.secrets) };
  const words = readVendorWords(error);
  const known = byWords(words, details) ?? byStatus(error, words.status, details);
  if (known) return onceStarted(known, context);
  if (isUnreadable(error)) return badAnswer(details);
  if (EmptyResponseBodyError.isInstance(error) || NoContentGeneratedError.isInstance(error))
    return emptyAnswer(details);
  if (LoadAPIKeyError.isInstance(error)) return badKey(details);
  // What the SDK throws by itself is about the request; a nameless frame of the stream is about the provider.
  const aboutRequest =
    error instanceof Error && !isNetworkFailure(error) && !InvalidResponseDataError.isInstance(error);
  if (aboutRequest) return badRequest(details);
  return context.started ? interrupted(details) : unavailable(details);
}

type Details = { name: string; cause: Error };

function byWords({ code, reasons }: VendorWords, details: Details): AppError | null {
  if (code && quotaCodes.has(code)) return quotaUsedUp(details);
  if (code && policyCodes.has(code)) return refused(details);
  // Google answers a wrong key with 400.
  if (reasons.includes('API_KEY_INVALID')) return badKey(details);
  return null;
}

const quotaCodes = new Set(['insufficient_quota', 'billing_hard_limit_reached', 'quota_exceeded']);
const policyCodes = new Set(['content_policy_violation', 'moderation_blocked', 'content_filter']);

function byStatus(error: unknown, status: number | undefined, details: Details): AppError | null {
  if (status === undefined) return null;
  if (status === 401 || status === 403) return badKey(details);
  if (status === 429) return rateLimited(details, retryAfterOf(error));
  if (status === 408 || status === 504) return timedOut(details);
  if (status >= 500) return unavailable(details, retryAfterOf(error));
  return status >= 400 ? badRequest(details) : null;
}

/** A provider that fails in the middle of an answer did not fail to be reached: it broke off. */
function onceStarted(error: AppError, { name, started }: ErrorContext): AppError {
  const brokeOff = started && (error.code === 'models.unavailable' || error.code === 'models.bad_request');
  return brokeOff ? interrupted({ name, cause: error.cause }) : error;
}

function isUnreadable(error: unknown): boolean {
  if (JSONParseError.isInstance(error) || TypeValidationError.isInstance(error)) return true;
  return APICallError.isInstance(error) && error.cause !== undefined && isUnreadable(error.cause);
}

/** No answer at all: the SDK reports it as a call error without status, `fetch` as a TypeError. */
function isNetworkFailure(error: unknown): boolean {
  return APICallError.isInstance(error) || error instanceof TypeError || networkCode(error) !== undefined;
}

function networkCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' && /^(E[A-Z]+|UND_ERR_[A-Z_]+)$/.test(code) ? code : undefined;
}
