import { afterEach, describe, expect, it } from 'vitest';
import { newId } from '@/lib/kernel';
import type { OwnedEvent } from '../store';
import { createTailReplay, type TailReplay } from './tail-replay';

const replays: TailReplay[] = [];
afterEach(() => {
  for (const replay of replays.splice(0)) replay.close();
});

const event = (): OwnedEvent => ({
  ownerId: newId(),
  event: { conversation_id: newId(), seq: 1, type: 'message.created', origin: null },
});

function start(pages: (OwnedEvent[] | Error)[], ready: () => Promise<void> = async () => {}) {
  const asked: { ageMs: number; afterConversationId: string | null }[] = [];
  const announced: OwnedEvent[] = [];
  const replay = createTailReplay({
    clock: { now: () => 100_000 },
    ready,
    announce: (item) => announced.push(item),
    async readTail({ ageMs, afterConversationId }) {
      asked.push({ ageMs, afterConversationId });
      const page = pages.shift() ?? [];
      if (page instanceof Error) throw page;
      return page;
    },
  });
  replays.push(replay);
  return { replay, asked, announced };
}

describe('tail replay', () => {
  it('reads from ten seconds before the moment, page after page', async () => {
    const first = Array.from({ length: 500 }, event);
    const { replay, asked, announced } = start([first, [event()]]);
    replay.request(90_000);
    await expect.poll(() => announced.length).toBe(501);
    expect(asked).toEqual([
      { ageMs: 20_000, afterConversationId: null },
      { ageMs: 20_000, afterConversationId: first.at(-1)?.event.conversation_id },
    ]);
  });

  it('is repeated from the same moment after a failure', async () => {
    const { replay, asked, announced } = start([new Error('database away'), [event()]]);
    replay.request(90_000);
    await expect.poll(() => announced.length, { timeout: 3000 }).toBe(1);
    expect(asked.map(({ ageMs }) => ageMs)).toEqual([20_000, 20_000]);
  });

  it('joins requests that come while it runs, from the earliest moment', async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const { replay, asked } = start([], () => gate);
    replay.request(95_000);
    replay.request(80_000);
    replay.request(99_000);
    open();
    await expect.poll(() => asked.map(({ ageMs }) => ageMs)).toEqual([15_000, 30_000]);
  });
});
