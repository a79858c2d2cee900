import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { deleteAsset, getStorageUsage } from '@/lib/media';
import { db } from '@/lib/platform/db';
import { env, overrideEnv } from '@/lib/platform/env';
import { createPerson } from '@/tests/support/integration';
import { send, useMedia } from '@/tests/support/media';
import { drawQuarters } from '@/tests/support/pictures';

const media = useMedia({ MEDIA_QUOTA_MB: '1' });
const LIMIT = 1_000_000;
let owner: string;
beforeEach(async () => {
  owner = await createPerson();
});

/** A text that nobody sent before, of this size. */
const note = (bytes: number) => Buffer.from(randomBytes(bytes / 2).toString('hex'));
const used = async () => (await getStorageUsage(owner)).used_bytes;
const exceeded = { code: 'media.quota_exceeded', kind: 'too_large' };

describe('what a person keeps', () => {
  it('counts originals and variants, and what two assets share once', async () => {
    expect(await getStorageUsage(owner)).toEqual({ used_bytes: 0, limit_bytes: LIMIT, files: 0 });
    const bytes = await drawQuarters(1590, 900).png().toBuffer();
    const first = await send(owner, bytes);
    const stored = first.size_bytes + first.variants.reduce((sum, { size_bytes }) => sum + size_bytes, 0);
    expect(first.variants.length).toBeGreaterThan(0);
    const second = await send(owner, bytes);
    expect(await getStorageUsage(owner)).toEqual({ used_bytes: stored, limit_bytes: LIMIT, files: 2 });
    await deleteAsset(owner, first.id);
    expect(await used()).toBe(stored);
    await deleteAsset(owner, second.id);
    expect(await used()).toBe(0);
  });

  it('counts neither what others keep nor what has ended', async () => {
    await send(await createPerson(), note(500_000));
    const mine = await send(owner, note(500_000));
    expect(await used()).toBe(500_000);
    await db().mediaAsset.update({ where: { id: mine.id }, data: { status: 'expired' } });
    expect(await getStorageUsage(owner)).toMatchObject({ used_bytes: 0, files: 0 });
  });
});

describe('a file that does not fit', () => {
  it('is refused unread when its length is announced, with the figures', async () => {
    await send(owner, note(700_000));
    let isRead = false;
    const body = (async function* () {
      isRead = true;
      yield note(400_000);
    })();
    await expect(send(owner, note(400_000), { body })).rejects.toMatchObject({
      ...exceeded,
      publicMessage: expect.stringMatching(/^You have used 0\.7 of 1 MB, .* Delete /),
    });
    expect(isRead).toBe(false);
  });

  it('is refused at the end when nothing was announced, and leaves nothing', async () => {
    await send(owner, note(700_000));
    const before = await media.listFiles();
    await expect(send(owner, note(400_000), { contentLength: null })).rejects.toMatchObject({
      ...exceeded,
      publicMessage: expect.stringContaining('0.7 of 1 MB'),
    });
    expect(await media.listFiles()).toEqual(before);
    expect(await used()).toBe(700_000);
  });

  it('fits once something was deleted', async () => {
    const large = await send(owner, note(700_000));
    await deleteAsset(owner, large.id);
    expect((await send(owner, note(900_000))).status).toBe('ready');
  });

  it('is not one that only copies of the same bytes would leave no room for', async () => {
    const bytes = note(400_000);
    for (let copy = 0; copy < 4; copy += 1) await send(owner, bytes);
    expect(await used()).toBe(400_000);
    expect((await send(owner, note(500_000))).status).toBe('ready');
    await expect(send(owner, note(200_000))).rejects.toMatchObject(exceeded);
  });

  it('may be as large as what is left', async () => {
    await send(owner, note(LIMIT - 100_000));
    expect((await send(owner, note(100_000))).status).toBe('ready');
    expect(await used()).toBe(LIMIT);
  });
});

it('many uploads at once never keep more than the limit together', async () => {
  const sent = await Promise.allSettled(
    Array.from({ length: 12 }, () => send(owner, note(150_000), { contentLength: null })),
  );
  expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
  for (const result of sent) if (result.status === 'rejected') expect(result.reason).toMatchObject(exceeded);
  expect(await used()).toBe(900_000);
});

it('anything fits where there is no limit', async () => {
  const { DATABASE_URL, DATA_DIR } = env();
  const configured = { DATABASE_URL, DATA_DIR, LOG_LEVEL: 'error' };
  overrideEnv({ ...configured, MEDIA_QUOTA_MB: '0' });
  try {
    await send(owner, note(1_500_000));
    expect(await getStorageUsage(owner)).toEqual({ used_bytes: 1_500_000, limit_bytes: null, files: 1 });
  } finally {
    overrideEnv({ ...configured, MEDIA_QUOTA_MB: '1' });
  }
});
