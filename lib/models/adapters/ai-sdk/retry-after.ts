import { APICallError } from '@ai-sdk/provider';
import { z } from 'zod';

const retryInfo = z.object({
  error: z.object({ details: z.array(z.object({ retryDelay: z.string().optional() }).catch({})) }),
});

/**
 * How long a provider asks to be left alone, in milliseconds: `retry-after-ms`, `retry-after` (seconds or a
 * date), or the `RetryInfo` in Google's error.
 */
export function retryAfterOf(error: unknown, now: () => number = Date.now): number | undefined {
  if (!APICallError.isInstance(error)) return undefined;
  const headers = error.responseHeaders ?? {};
  const asked =
    toNumber(headers['retry-after-ms']) ??
    fromHeader(headers['retry-after'], now) ??
    fromRetryInfo(error.data);
  return asked !== undefined && asked >= 0 ? asked : undefined;
}

function fromHeader(value: string | undefined, now: () => number): number | undefined {
  const seconds = toNumber(value);
  if (seconds !== undefined) return seconds * 1000;
  const at = value ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at - now();
}

function fromRetryInfo(data: unknown): number | undefined {
  const parsed = retryInfo.safeParse(data);
  if (!parsed.success) return undefined;
  const delay = parsed.data.error.details.find(({ retryDelay }) => retryDelay)?.retryDelay;
  const seconds = toNumber(delay?.match(/^([\d.]+)s$/)?.[1]);
  return seconds === undefined ? undefined : seconds * 1000;
}

function toNumber(text: string | undefined): number | undefined {
  const value = text ? Number(text) : Number.NaN;
  return Number.isNaN(value) ? undefined : value;
}
