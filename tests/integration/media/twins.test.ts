import { Readable } from 'node:stream';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Asset } from '@/lib/contracts';
import { newId } from '@/lib/kernel';
import {
  type Alongside,
  deleteAsset,
  deleteUnusedAssets,
  getAsset,
  serveAsset,
  sweepOrphans,
  useStorage,
} from '@/lib/media';
import { StoredFiles } from '@/lib/media/store-files';
import { db } from '@/lib/platform/db';
import { env, overrideEnv } from '@/lib/platform/env';
import { createMemoryStorage } from '@/tests/fakes/memory-storage';
import { createPerson } from '@/tests/support/integration';
import { send, useMedia } from '@/tests/support/media';
import { drawQuarters } from '@/tests/support/pictures';

const media = useMedia();
let owner: string;
beforeAll(async () => {
  owner = await createPerson();
});

const text = (content: string) => Buffer.from(content);
const picture = () => drawQuarters(1590, 1000).png().toBuffer();
const unique = () => text(`something that nobody sent before: ${newId()}`);
const keysOf = async ({ id }: Asset) => {
  const row = await db().mediaAsset.findUniqueOrThrow({ where: { id }, include: { variants: true } });
  return [row.storage_key, ...row.variants.map((variant) => variant.storage_key)].sort();
};
const read = async (asset: Asset, variant: string | null = null) => {
  const response = await serveAsset(owner, asset.id, variant, new Request('http://app/'));
  return Buffer.from(await response.arrayBuffer());
};

describe('the same bytes sent twice', () => {
  it('are two assets, each with its own name and time, over one set of stored files', async () => {
    const bytes = await picture();
    const first = await send(owner, bytes, { filename: 'first.png' });
    const files = await media.listFiles();
    const second = await send(owner, bytes, { filename: 'second.jpg' });
    expect(second.id).not.toBe(first.id);
    expect(second).toMatchObject({
      filename: 'second.png',
      status: 'ready',
      width: 1590,
      sha256: first.sha256,
    });
    expect(second.placeholder).toBe(first.placeholder);
    expect(second.variants.map(({ name }) => name)).toEqual(first.variants.map(({ name }) => name));
    expect(second.variants.every(({ url }) => url.startsWith(`/media/${second.id}/`))).toBe(true);
    expect(await media.listFiles()).toEqual(files);
    expect(await keysOf(second)).toEqual(await keysOf(first));
    expect((await read(second)).equals(await read(first))).toBe(true);
    expect((await read(second, 'thumbnail')).equals(await read(first, 'thumbnail'))).toBe(true);
  });

  it('share nothing between two people', async () => {
    const stranger = await createPerson();
    const bytes = unique();
    const [mine, theirs] = [await send(owner, bytes), await send(stranger, bytes)];
    expect(await keysOf(mine)).not.toEqual(await keysOf(theirs));
  });

  it.each([
    ['withdrawn', { status: 'quarantined' }],
    ['expired', { status: 'expired' }],
    ['failed', { status: 'failed' }],
    ['still being prepared', { status: 'processing' }],
  ])('stand on their own while the first is %s', async (_, change) => {
    const bytes = unique();
    const first = await send(owner, bytes);
    await db().mediaAsset.update({ where: { id: first.id }, data: change });
    const second = await send(owner, bytes);
    expect(second.status).toBe('ready');
    expect(await keysOf(second)).not.toEqual(await keysOf(first));
  });

  it('stand on their own when the stored bytes of the first are gone', async () => {
    const bytes = unique();
    const first = await send(owner, bytes);
    const { storage } = await import('@/lib/media/storage');
    await storage().delete((await keysOf(first))[0] ?? '');
    const second = await send(owner, bytes);
    expect((await read(second)).equals(bytes)).toBe(true);
  });

  it('are told apart by what they are called when that decides what they are', async () => {
    const bytes = text(`a,b\n1,${newId()}\n`);
    const note = await send(owner, bytes, { filename: 'table.txt' });
    const table = await send(owner, bytes, { filename: 'table.csv' });
    expect([note.content_type, table.content_type]).toEqual(['text/plain', 'text/csv']);
  });

  it('have what belongs to the second written with it, or neither', async () => {
    const bytes = unique();
    const first = await send(owner, bytes);
    await db().mediaAsset.update({ where: { id: first.id }, data: { transcription_status: 'waiting' } });
    const told: Asset[] = [];
    const alongside: Alongside = async (_tx, { asset }) => void told.push(asset);
    const second = await send(owner, bytes, { alongside });
    expect(told).toEqual([second]);
    // That somebody writes down the first is no promise for the second.
    expect(second.transcription).toBeNull();
    const count = await db().mediaAsset.count();
    const failing: Alongside = () => Promise.reject(new Error('no queue'));
    await expect(send(owner, bytes, { alongside: failing })).rejects.toThrow('no queue');
    expect(await db().mediaAsset.count()).toBe(count);
  });

  it('keep apart what was sent and what a model made', async () => {
    const bytes = unique();
    const sent = await send(owner, bytes);
    const made = await send(owner, bytes, { source: 'generated', generation: { model: 'studio/image' } });
    expect(await keysOf(made)).not.toEqual(await keysOf(sent));
    expect(made.generation).toEqual({ model: 'studio/image' });
  });
});

describe('deleting one of two', () => {
  it('leaves the bytes to the other, whichever goes first, and the last one takes them along', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const bytes = await drawQuarters(1580 + order.indexOf(0), 1000)
        .png()
        .toBuffer();
      const before = await media.listFiles();
      const twins = [await send(owner, bytes), await send(owner, bytes)];
      const [gone, left] = order.map((index) => twins[index] as Asset) as [Asset, Asset];
      await deleteAsset(owner, gone.id);
      expect(await getAsset(owner, gone.id)).toBeNull();
      expect((await read(left)).length).toBe(left.size_bytes);
      expect((await read(left, 'thumbnail')).length).toBeGreaterThan(0);
      await deleteAsset(owner, left.id);
      expect(await media.listFiles()).toEqual(before);
    }
  });

  it('never costs a copy that is sent at the same moment its bytes', async () => {
    for (let round = 0; round < 25; round += 1) {
      const bytes = unique();
      const first = await send(owner, bytes);
      const pause = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 12));
      const [second] = await Promise.all([
        pause().then(() => send(owner, bytes)),
        pause().then(() => deleteUnusedAssets(owner, [first.id])),
      ]);
      expect((await read(second)).equals(bytes)).toBe(true);
    }
  });

  it('of ten sent and nine deleted at once leaves one that can be read', async () => {
    const bytes = unique();
    const twins = await Promise.all(Array.from({ length: 10 }, () => send(owner, bytes)));
    const [kept, ...rest] = twins as [Asset, ...Asset[]];
    await Promise.all(rest.map(({ id }) => deleteUnusedAssets(owner, [id])));
    expect((await read(kept)).equals(bytes)).toBe(true);
  });
});

describe('in a bucket that ends files by their own age', () => {
  afterEach(() => useStorage(undefined));

  /** Sends, lets two days go by for the stored bytes, and sends again; whether both share them. */
  async function sharesAfterTwoDays(): Promise<boolean> {
    const storage = { ...createMemoryStorage(), driver: 's3' };
    useStorage(storage);
    const bytes = unique();
    const first = await send(owner, bytes);
    expect(await keysOf(await send(owner, bytes))).toEqual(await keysOf(first));
    const [key = ''] = await keysOf(first);
    const earlier = key.replace(/\d{17}/, (now) => String(BigInt(now) - 2_000_000_000n));
    await storage.put(earlier, Readable.from([bytes]), { contentType: 'text/plain' });
    await db().mediaAsset.updateMany({ where: { storage_key: key }, data: { storage_key: earlier } });
    return (await keysOf(await send(owner, bytes)))[0] === earlier;
  }

  it('only what was stored lately is shared: a late copy would end before its time', async () => {
    expect(await sharesAfterTwoDays()).toBe(false);
  });

  it('anything is shared when nothing ends', async () => {
    const { DATABASE_URL, DATA_DIR } = env();
    const configured = { DATABASE_URL, DATA_DIR, LOG_LEVEL: 'error' };
    overrideEnv({ ...configured, MEDIA_LIFECYCLE_DAYS: '0' });
    try {
      expect(await sharesAfterTwoDays()).toBe(true);
    } finally {
      overrideEnv(configured);
    }
  });
});

it('the sweep keeps files that only a copy names, under whose id they are not stored', async () => {
  const bytes = unique();
  const first = await send(owner, bytes);
  const second = await send(owner, bytes);
  const [key = ''] = await keysOf(second);
  expect(key).toContain(first.id);
  await deleteAsset(owner, first.id);
  await sweepOrphans(new Date(Date.now() + 2 * 3_600_000));
  expect((await read(second)).equals(bytes)).toBe(true);
});

it('taking back what was stored leaves bytes that a row names after all: the answer to its commit was lost', async () => {
  const asset = await send(owner, unique());
  const [named = ''] = await keysOf(asset);
  const files = new StoredFiles();
  const unnamed = named.replace(asset.id, newId());
  await files.put(unnamed, 'text/plain', Readable.from([Buffer.from('x')]));
  // As if this upload had stored it.
  Object.assign(files, { keys: [unnamed, named] });
  await files.takeBack();
  const left = await media.listFiles();
  expect(left).toContain(named);
  expect(left).not.toContain(unnamed);
});
