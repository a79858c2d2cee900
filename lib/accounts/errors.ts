import { AppError } from '@/lib/kernel';

export const signUpClosed = () =>
  new AppError({
    code: 'accounts.sign_up_closed',
    kind: 'forbidden',
    publicMessage: 'New accounts are closed here. Ask the administrator to make one for you.',
  });

export const emailTaken = () =>
  new AppError({
    code: 'accounts.email_taken',
    kind: 'conflict',
    publicMessage: 'There is already an account with this e-mail address. Sign in instead.',
  });

export const tooManyAttempts = (retryAfterMs: number) =>
  new AppError({
    code: 'accounts.too_many_attempts',
    kind: 'rate_limited',
    publicMessage: `Too many attempts. Try again in ${inWords(retryAfterMs)}.`,
    retryable: true,
    retryAfterMs,
  });

export const wrongPassword = () =>
  new AppError({
    code: 'accounts.wrong_password',
    kind: 'invalid',
    publicMessage: 'The current password is not right. Nothing was changed.',
  });

export const noPassword = () =>
  new AppError({
    code: 'accounts.no_password',
    kind: 'conflict',
    publicMessage: 'This account signs in through Google or GitHub and has no password to change.',
  });

export const passwordChangedMeanwhile = () =>
  new AppError({
    code: 'accounts.password_changed',
    kind: 'conflict',
    publicMessage: 'The password was changed a moment ago somewhere else. Use that one.',
  });

export const busyHashing = () =>
  new AppError({
    code: 'accounts.busy',
    kind: 'unavailable',
    publicMessage: 'Too many people are signing in right now. Try again in a few seconds.',
    retryable: true,
    retryAfterMs: 3_000,
  });

export const sessionOnly = () =>
  new AppError({
    code: 'accounts.session_only',
    kind: 'forbidden',
    publicMessage: 'An API key cannot do this. Sign in in the browser, or use `npm run admin` on the server.',
  });

export const tooManyApiKeys = (max: number) =>
  new AppError({
    code: 'accounts.too_many_api_keys',
    kind: 'conflict',
    publicMessage: `You have ${max} API keys, which is the most an account can have. Delete one that you no longer use.`,
  });

export const apiKeyNotFound = () =>
  new AppError({
    code: 'accounts.api_key_not_found',
    kind: 'not_found',
    publicMessage: 'There is no such API key.',
  });

export const accountNotFound = () =>
  new AppError({ code: 'accounts.not_found', kind: 'not_found', publicMessage: 'There is no such account.' });

export const badName = () =>
  new AppError({
    code: 'accounts.bad_name',
    kind: 'invalid',
    publicMessage: 'Names are 1 to 100 characters, without control characters.',
  });

function inWords(durationMs: number): string {
  const seconds = Math.max(1, Math.ceil(durationMs / 1000));
  if (seconds < 60) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
