import { afterEach, describe, expect, it } from 'vitest';
import { MAX_EVENT_DATA_BYTES, type Publisher } from '@/lib/realtime/ports';
import type { PusherSocket } from '../support/pusher-socket';

export type PublisherUnderTest = {
  publisher: Publisher;
  /** A new connection to the server that the publisher publishes to. */
  connect(): Promise<PusherSocket>;
  stop(): Promise<void>;
};

/** What every publisher must do. */
export function describePublisher(name: string, open: () => Promise<PublisherUnderTest>): void {
  describe(`publisher: ${name}`, () => {
    const opened: PublisherUnderTest[] = [];
    afterEach(async () => {
      for (const { stop } of opened.splice(0)) await stop();
    });
    async function start(): Promise<PublisherUnderTest> {
      const subject = await open();
      opened.push(subject);
      return subject;
    }

    it.each([
      ['an object', { conversation_id: 'c', seq: 7, origin: null, text: 'ümläut 🎈 "quoted"\n' }],
      ['a number', 7],
      ['a list', [1, 'two']],
    ])('delivers %s to the subscribers of the channel, and to nobody else', async (_what, data) => {
      const { publisher, connect } = await start();
      const [ada, adaToo, bob] = [await connect(), await connect(), await connect()];
      await ada.subscribe('private-ada');
      await adaToo.subscribe('private-ada');
      await bob.subscribe('private-bob');
      await publisher.publish('private-ada', 'news', data);
      for (const client of [ada, adaToo]) {
        expect(await client.next('news')).toEqual({ event: 'news', channel: 'private-ada', data });
      }
      await bob.settle();
      expect(bob.messages).toEqual([]);
    });

    it('leaves out the connection that caused the event', async () => {
      const { publisher, connect } = await start();
      const [cause, other] = [await connect(), await connect()];
      await cause.subscribe('private-a');
      await other.subscribe('private-a');
      await publisher.publish('private-a', 'news', 1, { exceptSocketId: cause.socketId });
      await publisher.publishBatch([
        { channel: 'private-a', event: 'more', data: 2, exceptSocketId: cause.socketId },
      ]);
      await other.next('news');
      await other.next('more');
      await cause.settle();
      expect(cause.messages).toEqual([]);
    });

    it('takes a full batch and keeps the order within each channel', async () => {
      const { publisher, connect } = await start();
      const client = await connect();
      await client.subscribe('private-a');
      await client.subscribe('private-b');
      const batch = Array.from({ length: publisher.maxBatchSize }, (_, n) => ({
        channel: n % 2 ? 'private-a' : 'private-b',
        event: 'news',
        data: n,
      }));
      await publisher.publishBatch(batch);
      await publisher.publish('private-a', 'last', {});
      await client.next('last');
      expect(client.messages.map(({ channel, event, data }) => ({ channel, event, data }))).toEqual(batch);
    });

    it('takes an empty batch', async () => {
      const { publisher } = await start();
      await publisher.publishBatch([]);
    });

    it('publishes to a channel without subscribers', async () => {
      const { publisher } = await start();
      await publisher.publish('private-nobody', 'news', {});
    });

    it('takes data up to the limit and refuses more, for good', async () => {
      const { publisher, connect } = await start();
      const client = await connect();
      await client.subscribe('private-a');
      await publisher.publish('private-a', 'news', 'x'.repeat(MAX_EVENT_DATA_BYTES));
      await client.next('news');
      const tooLarge = 'x'.repeat(MAX_EVENT_DATA_BYTES + 1);
      const refusal = { code: 'realtime.event_too_large', retryable: false };
      await expect(publisher.publish('private-a', 'news', tooLarge)).rejects.toMatchObject(refusal);
      const batch = [{ channel: 'private-a', event: 'news', data: tooLarge }];
      await expect(publisher.publishBatch(batch)).rejects.toMatchObject(refusal);
      await client.settle();
      expect(client.messages).toEqual([]);
    });
  });
}
