import { ApiError } from '../api';

/** Why an upload does not go on at the moment, in words. It is always tried again. */
export function whyWaiting(error: Error): string {
  if (navigator.onLine === false) return 'You are offline. It goes on by itself when you are back.';
  const isAnswer =
    error instanceof ApiError && error.status > 0 && error.status !== 404 && error.status !== 409;
  if (!isAnswer) return 'The connection was lost. It goes on by itself.';
  return `${error.message} It is tried again by itself.`;
}
