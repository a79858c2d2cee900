import { afterEach, describe, expect, it } from 'vitest';
import { eventTooLarge, publishFailed, publishRefused } from '../errors';
import type { Publication, Publisher } from '../ports';
import { createPublishQueue, type PublishQueue } from './publish-queue';

const queues: PublishQueue[] = [];
afterEach(() => {
  for (const queue of queues.splice(0)) queue.close();
});

type Fault = (batch: Publication[]) => unknown;

/** A service that takes ten events at once and fails as it is told. */
function start(options: { maxWaiting?: number } = {}) {
  const delivered: Publication[] = [];
  const requests: number[] = [];
  let fault: Fault = () => undefined;
  const send = async (batch: Publication[]) => {
    requests.push(batch.length);
    await new Promise((resolve) => setTimeout(resolve, 1));
    const failure = fault(batch);
    if (failure) throw failure;
    delivered.push(...batch);
  };
  const publisher: Publisher = {
    maxBatchSize: 10,
    publish: (channel, event, data) => send([{ channel, event, data }]),
    publishBatch: send,
  };
  const queue = createPublishQueue(publisher, { retryMs: { first: 5, most: 20 }, ...options });
  queues.push(queue);
  return { queue, delivered, requests, failWith: (next: Fault) => (fault = next) };
}

const publication = (channel: string, n: number): Publication => ({ channel, event: 'e', data: n });
const numbersOf = (publications: Publication[], channel: string) =>
  publications.filter((item) => item.channel === channel).map(({ data }) => data);

describe('publish queue', () => {
  it('sends what comes together in batches', async () => {
    const { queue, delivered, requests } = start();
    for (let n = 0; n < 25; n += 1) queue.push(publication('a', n));
    await expect.poll(() => queue.size).toBe(0);
    expect(requests).toEqual([10, 10, 5]);
    expect(numbersOf(delivered, 'a')).toEqual(Array.from({ length: 25 }, (_, n) => n));
  });

  it('keeps the order of each channel through failures, and loses nothing', async () => {
    const { queue, delivered, failWith } = start();
    let calls = 0;
    failWith(() => (calls++ % 3 === 0 ? publishFailed() : undefined));
    const channels = ['private-a', 'private-b', 'private-c', 'private-d', 'private-e'];
    for (let n = 0; n < 100; n += 1) for (const channel of channels) queue.push(publication(channel, n));
    await expect.poll(() => queue.size, { timeout: 5000 }).toBe(0);
    for (const channel of channels) {
      expect(numbersOf(delivered, channel)).toEqual(Array.from({ length: 100 }, (_, n) => n));
    }
  });

  it('drops an event that will never be taken, and only that', async () => {
    const { queue, delivered, failWith } = start();
    failWith((batch) => (batch.some(({ data }) => data === 3) ? eventTooLarge() : undefined));
    for (let n = 0; n < 8; n += 1) queue.push(publication('a', n));
    await expect.poll(() => queue.size).toBe(0);
    expect(numbersOf(delivered, 'a')).toEqual([0, 1, 2, 4, 5, 6, 7]);
  });

  it('waits longer and longer while the service is away', async () => {
    const { queue, requests, failWith } = start();
    failWith(() => publishFailed());
    queue.push(publication('a', 1));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(requests.length).toBeGreaterThan(5);
    // At 20 ms or less each, without waiting there would be far more.
    expect(requests.length).toBeLessThan(40);
    expect(queue.size).toBe(1);
  });

  it('waits as long as the service asks for', async () => {
    const { queue, requests, failWith } = start();
    failWith(() => publishFailed(undefined, 10_000));
    queue.push(publication('a', 1));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(requests).toHaveLength(1);
  });

  it('takes no more than it can hold, and says when there is room', async () => {
    const { queue, failWith } = start({ maxWaiting: 20 });
    failWith(() => publishFailed());
    const taken = Array.from({ length: 30 }, (_, n) => queue.push(publication('a', n)));
    expect(taken.filter(Boolean)).toHaveLength(20);
    let hasRoom = false;
    void queue.waitForRoom().then(() => (hasRoom = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(hasRoom).toBe(false);
    failWith(() => undefined);
    await expect.poll(() => hasRoom).toBe(true);
    expect(queue.push(publication('a', 99))).toBe(true);
  });

  it('does not repeat what was refused for good', async () => {
    const { queue, requests, failWith } = start();
    failWith(() => publishRefused());
    queue.push(publication('a', 1));
    await expect.poll(() => queue.size).toBe(0);
    expect(requests).toEqual([1, 1]);
  });
});
