import { beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '@/lib/kernel';
import { someAsset } from '@/tests/support/some-asset';
import { describeMedia } from './describe-media';

const told = vi.hoisted(() => ({
  settled: [] as unknown[],
  released: 0,
  kept: [] as string[],
  failing: [] as number[],
}));
vi.mock('./charge', () => ({
  reserveCharge: async () => {},
  settleCharge: async (_key: string, settled: unknown) => told.settled.push(settled),
  releaseCharge: async () => {
    told.released += 1;
  },
}));
vi.mock('./change-asset', () => ({
  changeAsset: (_owner: string, _id: string, _event: string, change: (tx: unknown) => unknown) =>
    change(null),
}));
vi.mock('@/lib/media', () => ({
  keepDescription: (_tx: unknown, _owner: string, _id: string, words: string) => told.kept.push(words),
  readFramesForModel: async () =>
    [0, 5_000, 65_000].map((atMs, index) => ({ atMs, mediaType: 'image/jpeg', bytes: Uint8Array.of(index) })),
}));
vi.mock('@/lib/models', () => ({
  isAbort: () => false,
  trailOf: () => [],
  quote: async () => ({ maker: { id: 'test/eyes' }, micros: 10 }),
  describeImage: async ({ bytes: [index = 0] }: { bytes: Uint8Array }) => {
    if (told.failing.includes(index))
      throw new AppError({ code: 'models.unavailable', kind: 'unavailable', publicMessage: 'Not now.' });
    const step = { task: 'describe', model: 'test/eyes', model_name: 'Eyes', outcome: 'done' };
    return {
      text: `moment ${index}`,
      maker: { id: 'test/eyes' },
      costMicros: 10,
      isEstimate: false,
      usage: null,
      trail: [step],
    };
  },
}));

beforeEach(() => Object.assign(told, { settled: [], released: 0, kept: [], failing: [] }));
const look = { conversationId: 'any', signal: new AbortController().signal };
const film = someAsset('video');

it('a film is told by the moments that could be looked at, and only these are charged', async () => {
  told.failing = [1];
  const { description } = await describeMedia('someone', film, look);
  expect(description).toBe('[At 0:00] moment 0\n[At 1:05] moment 2');
  expect(told.kept).toEqual([description]);
  expect(told.settled).toMatchObject([{ amountMicros: 20 }]);
  expect(told.released).toBe(0);
});

it('a film of which nothing could be looked at is not described, and costs nothing', async () => {
  told.failing = [0, 1, 2];
  expect((await describeMedia('someone', film, look)).description).toBeNull();
  expect(told.settled).toEqual([]);
  expect(told.released).toBe(1);
});
