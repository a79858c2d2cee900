import { AppError } from '@/lib/kernel';
import { kv } from '@/lib/platform/kv';

/** Each may take minutes of a core, or cost money with a provider: for a person who tries again, not for a program. */
const MAX_TRIES = 30;
const WINDOW_MS = 10 * 60_000;

/** Counts that a person has work on a file done once more. Throws `media.too_many_tries`. */
export async function limitTries(ownerId: string): Promise<void> {
  const limit = await kv().limit(`tries:${ownerId}`, { max: MAX_TRIES, windowMs: WINDOW_MS });
  if (limit.allowed) return;
  throw new AppError({
    code: 'media.too_many_tries',
    kind: 'rate_limited',
    publicMessage: 'Files were tried again many times in a short time. Wait a few minutes and go on.',
    retryable: true,
    retryAfterMs: limit.retryAfterMs,
  });
}
