import { AppError } from '@/lib/kernel';

/** Further tries after the first. */
export const MAX_RETRIES = 2;
/** A person is waiting: if the provider asks for more patience than this, they are told instead. */
const MAX_DELAY_MS = 10_000;

/** Failures that often pass by themselves. A time-out is not among them: the person has waited enough. */
const passing = new Set(['models.rate_limited', 'models.unavailable']);

/**
 * How long to wait before retry number `attempt`, in milliseconds, or null when trying again is pointless.
 * Starts around `baseMs`, doubles, with jitter, and never sooner than the provider asked for.
 */
export function retryDelayMs(
  error: unknown,
  attempt: number,
  baseMs: number,
  random: () => number = Math.random,
): number | null {
  if (attempt > MAX_RETRIES || !AppError.isInstance(error)) return null;
  if (!error.retryable || !passing.has(error.code)) return null;
  // Half fixed, half random: those who failed together do not come back together.
  const backoffMs = baseMs * 2 ** (attempt - 1) * (0.5 + random());
  const delayMs = Math.max(backoffMs, error.retryAfterMs ?? 0);
  return delayMs > MAX_DELAY_MS ? null : delayMs;
}
