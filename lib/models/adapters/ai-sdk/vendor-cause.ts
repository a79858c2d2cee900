import { APICallError } from '@ai-sdk/provider';

/**
 * What is kept of a vendor's error for the log: name, text, status and stack. The error itself holds the whole
 * prompt with its pictures, and its text may quote the key.
 */
export function toVendorCause(error: unknown, secrets: readonly string[]): Error {
  const source = error instanceof Error ? error : new Error(describe(error));
  const kept = new Error(hide(source.message, secrets));
  kept.name = source.name;
  kept.stack = hide(source.stack ?? '', secrets);
  if (APICallError.isInstance(source)) Object.assign(kept, { statusCode: source.statusCode });
  return kept;
}

function describe(error: unknown): string {
  const message = (error as { message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' ? message : String(error);
}

function hide(text: string, secrets: readonly string[]): string {
  return secrets.reduce((result, secret) => (secret ? result.replaceAll(secret, '[hidden]') : result), text);
}
