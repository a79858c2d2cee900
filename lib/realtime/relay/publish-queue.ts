import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/kernel';
import { logger } from '@/lib/platform/logger';
import type { Publication, Publisher } from '../ports';

export type PublishQueue = {
  readonly size: number;
  /** Takes a publication, in order per channel. @returns false when the queue is full and it was not taken */
  push(publication: Publication): boolean;
  /** Resolves when half of the queue is free. */
  waitForRoom(): Promise<void>;
  /** Stops at once; what is still waiting is dropped. */
  close(): void;
};

type Lane = { waiting: Publication[]; running: boolean };

/** About 5 MB of thin events. */
const MAX_WAITING = 10_000;
/** Requests at once. One alone would carry ten events a round trip. */
const LANES = 4;
const RETRY_MS = { first: 250, most: 30_000 };

/**
 * Publishes in batches and tries again, ever more patiently, while the service fails. Channels are spread over
 * lanes; a lane sends one batch at a time, so the order within a channel is kept.
 */
export function createPublishQueue(
  publisher: Publisher,
  options: { maxWaiting?: number; retryMs?: { first: number; most: number } } = {},
): PublishQueue {
  const { maxWaiting = MAX_WAITING, retryMs = RETRY_MS } = options;
  const lanes: Lane[] = Array.from({ length: LANES }, () => ({ waiting: [], running: false }));
  const stop = new AbortController();
  let waitingForRoom: (() => void)[] = [];
  let size = 0;

  async function run(lane: Lane): Promise<void> {
    if (lane.running) return;
    lane.running = true;
    // Whatever is pushed in this turn of the event loop travels together.
    await Promise.resolve();
    let failures = 0;
    while (lane.waiting.length > 0 && !stop.signal.aborted) {
      const batch = lane.waiting.slice(0, publisher.maxBatchSize);
      const failure = await attempt(() => publisher.publishBatch(batch));
      const delivered = failure ? await settleSome(batch, failure) : batch.length;
      if (delivered === 0) {
        failures += 1;
        await pause(failures, failure?.retryAfterMs);
        continue;
      }
      failures = 0;
      lane.waiting.splice(0, delivered);
      size -= delivered;
      if (size <= maxWaiting / 2) for (const resolve of waitingForRoom.splice(0)) resolve();
    }
    lane.running = false;
  }

  /**
   * After a batch failed: one event that the service will never take must not keep the others from it.
   * @returns how many are settled, delivered or refused, before one that is worth another try
   */
  async function settleSome(batch: Publication[], failure: AppError): Promise<number> {
    if (failure.retryable) {
      logger.warn('live updates are not getting out; trying again', { error: failure, queued: size });
      return 0;
    }
    for (const [index, { channel, event, data, exceptSocketId }] of batch.entries()) {
      const own = await attempt(() => publisher.publish(channel, event, data, { exceptSocketId }));
      if (own?.retryable) return index;
      if (own) logger.error('live update refused', { channel, error: own });
    }
    return batch.length;
  }

  async function pause(failures: number, retryAfterMs = 0): Promise<void> {
    const delayMs = Math.max(retryAfterMs, Math.min(retryMs.first * 2 ** (failures - 1), retryMs.most));
    const jitter = 0.5 + Math.random() / 2;
    await sleep(delayMs * jitter, undefined, { signal: stop.signal }).catch(() => {});
  }

  return {
    get size() {
      return size;
    },
    push(publication) {
      if (size >= maxWaiting || stop.signal.aborted) return false;
      const lane = lanes[laneOf(publication.channel)];
      if (!lane) return false;
      lane.waiting.push(publication);
      size += 1;
      void run(lane);
      return true;
    },
    waitForRoom() {
      if (size <= maxWaiting / 2 || stop.signal.aborted) return Promise.resolve();
      return new Promise((resolve) => waitingForRoom.push(resolve));
    },
    close() {
      stop.abort();
      for (const resolve of waitingForRoom) resolve();
      waitingForRoom = [];
    },
  };
}

/** The last characters of an id are random; any spread will do. */
function laneOf(channel: string): number {
  let hash = 0;
  for (const character of channel.slice(-8)) hash += character.charCodeAt(0);
  return hash % LANES;
}

/** @returns null when it worked, else why not; an unknown failure is not repeated */
async function attempt(work: () => Promise<void>): Promise<AppError | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (AppError.isInstance(error)) return error;
    return new AppError({
      code: 'realtime.publish_refused',
      kind: 'internal',
      publicMessage: 'A live update could not be sent.',
      cause: error,
    });
  }
}
