import { EVENT_NOTIFY_CHANNEL, personChannel, THIN_EVENT_NAME } from '@/lib/contracts';
import { type Clock, systemClock } from '@/lib/kernel';
import { logger } from '@/lib/platform/logger';
import type { Publisher } from '../ports';
import { type OwnedEvent, readTail, sendHeartbeat } from '../store';
import { keepListening } from './keep-listening';
import { parseAnnouncement } from './parse-announcement';
import { createPublishQueue, type PublishQueue } from './publish-queue';
import { createTailReplay } from './tail-replay';

export type Relay = {
  status(): { listening: boolean; queued: number };
  close(): Promise<void>;
};

/**
 * How far back a new relay looks. The embedded server's clients catch up by themselves when they reconnect;
 * those of hosted Pusher stayed connected while we were gone, and hear of the rest with their next event.
 */
const START_LOOKBACK_MS = 600_000;

/**
 * Carries every committed event to its owner's devices: hears of it from PostgreSQL, publishes it thin. After
 * any interruption the newest event of each conversation that changed is published again; twice is harmless.
 */
export function startRelay(options: { publisher: Publisher; queue?: PublishQueue; clock?: Clock }): Relay {
  const { clock = systemClock } = options;
  const queue = options.queue ?? createPublishQueue(options.publisher);
  const replay = createTailReplay({ readTail, announce: publish, ready: () => queue.waitForRoom(), clock });
  let isCatchingUp = false;

  function publish({ ownerId, event }: OwnedEvent): void {
    const taken = queue.push({ channel: personChannel(ownerId), event: THIN_EVENT_NAME, data: event });
    if (!taken) catchUpLater(clock.now());
  }

  /** The queue is full: what does not fit is read from the log again when there is room. */
  function catchUpLater(sinceMs: number): void {
    if (isCatchingUp) return;
    isCatchingUp = true;
    logger.warn('too many live updates are waiting; the rest follows later', { queued: queue.size });
    void queue.waitForRoom().then(() => {
      isCatchingUp = false;
      replay.request(sinceMs);
    });
  }

  const listening = keepListening({
    channel: EVENT_NOTIFY_CHANNEL,
    firstHeardAt: clock.now() - START_LOOKBACK_MS,
    sendHeartbeat,
    onPayload(payload) {
      const announced = parseAnnouncement(payload);
      if (announced) publish(announced);
      else logger.error('announced event not understood', { channel: EVENT_NOTIFY_CHANNEL });
    },
    onConnected: (lastHeardAt) => replay.request(lastHeardAt),
    clock,
  });

  return {
    status: () => ({ listening: listening.isAlive(), queued: queue.size }),
    async close() {
      replay.close();
      queue.close();
      await listening.close();
    },
  };
}
