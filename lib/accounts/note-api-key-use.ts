import { type Clock, systemClock } from '@/lib/kernel';
import { logger } from '@/lib/platform/logger';
import { touchApiKey } from './store/principals';

/** To the minute is as exact as a list of keys needs, and spares a write on every request. */
export const USE_INTERVAL_MS = 60_000;
/** Far more keys than are in use within one minute; a bound, so that the map cannot grow for ever. */
const MAX_REMEMBERED = 10_000;

type Use = { keyId: string; ownerId: string; lastUsedAt: Date | null };

/**
 * Makes the function that notes the use of an API key, at most once a minute. It returns at once and never throws:
 * nobody's request waits for a statistic.
 */
export function createUseNoter(touch: typeof touchApiKey = touchApiKey, clock: Clock = systemClock) {
  // Requests that come in together all read the same old time: only the first of them may write.
  const notedAt = new Map<string, number>();

  return ({ keyId, ownerId, lastUsedAt }: Use): void => {
    const now = clock.now();
    const last = Math.max(lastUsedAt?.getTime() ?? 0, notedAt.get(keyId) ?? 0);
    if (now - last < USE_INTERVAL_MS) return;
    if (notedAt.size >= MAX_REMEMBERED) notedAt.clear();
    notedAt.set(keyId, now);
    touch(ownerId, keyId, USE_INTERVAL_MS).catch((error) =>
      logger.warn('use of an API key not noted', { error }),
    );
  };
}

export const noteApiKeyUse = createUseNoter();
