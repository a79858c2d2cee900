import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, systemClock } from '@/lib/kernel';
import { logger } from '@/lib/platform/logger';
import type { OwnedEvent } from '../store';

export type TailReplay = {
  /** Has the events since that moment, in ms since the epoch, announced again. */
  request(sinceMs: number): void;
  close(): void;
};

/** A transaction's events carry the time it began, and are seen when it commits. */
const MARGIN_MS = 10_000;
const PAGE_SIZE = 500;
const RETRY_MS = 1000;

/**
 * Announces again whatever may not have been heard. One replay runs at a time; requests made meanwhile are
 * joined into the next, and a replay that fails is repeated.
 */
export function createTailReplay(parts: {
  readTail(page: { ageMs: number; afterConversationId: string | null; limit: number }): Promise<OwnedEvent[]>;
  /** Resolves when it can take a page. */
  ready(): Promise<void>;
  announce(event: OwnedEvent): void;
  clock?: Clock;
}): TailReplay {
  const { clock = systemClock } = parts;
  const stop = new AbortController();
  let pendingSince: number | null = null;
  let running = false;

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    while (pendingSince !== null && !stop.signal.aborted) {
      const sinceMs: number = pendingSince;
      pendingSince = null;
      try {
        await replay(sinceMs);
      } catch (error) {
        logger.warn('missed events not read; trying again', { error });
        pendingSince = Math.min(sinceMs, pendingSince ?? sinceMs);
        await sleep(RETRY_MS, undefined, { signal: stop.signal }).catch(() => {});
      }
    }
    running = false;
  }

  async function replay(sinceMs: number): Promise<void> {
    let afterConversationId: string | null = null;
    while (!stop.signal.aborted) {
      await parts.ready();
      const ageMs: number = clock.now() - sinceMs + MARGIN_MS;
      const page: OwnedEvent[] = await parts.readTail({ ageMs, afterConversationId, limit: PAGE_SIZE });
      for (const event of page) parts.announce(event);
      if (page.length < PAGE_SIZE) return;
      afterConversationId = page.at(-1)?.event.conversation_id ?? null;
    }
  }

  return {
    request(sinceMs) {
      pendingSince = Math.min(sinceMs, pendingSince ?? sinceMs);
      void run();
    },
    close: () => stop.abort(),
  };
}
