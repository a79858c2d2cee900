import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Asset } from '@/lib/contracts';
import { createConversation } from '@/lib/flows/create-conversation';
import { expireMedia } from '@/lib/flows/expire-media';
import { listMessages } from '@/lib/flows/list-messages';
import { sendMessage } from '@/lib/flows/send-message';
import { syncEvents } from '@/lib/flows/sync-events';
import { newId } from '@/lib/kernel';
import { readForModel, requireAsset, serveAsset, sweepOrphans } from '@/lib/media';
import { db } from '@/lib/platform/db';
import { env, overrideEnv } from '@/lib/platform/env';
import { createPerson } from '@/tests/support/integration';
import { send, useMedia } from '@/tests/support/media';
import { drawQuarters } from '@/tests/support/pictures';

const media = useMedia({ MEDIA_LIFECYCLE_DAYS: '30' });
const DAY_MS = 86_400_000;
let owner: string;
let conversationId: string;
beforeAll(async () => {
  owner = await createPerson();
});
beforeEach(async () => {
  conversationId = (await createConversation({ ownerId: owner, origin: null })).id;
});

const unique = () => Buffer.from(`a note: ${newId()}`);
const ageBy = (days: number, ...assets: Asset[]) =>
  db().mediaAsset.updateMany({
    where: { id: { in: assets.map(({ id }) => id) } },
    data: { created_at: new Date(Date.now() - days * DAY_MS) },
  });
const filesOf = async ({ id }: Asset) => (await media.listFiles()).filter((file) => file.includes(id));
const serve = (asset: Asset, variant: string | null = null) =>
  serveAsset(owner, asset.id, variant, new Request('http://app/'));

async function say(asset: Asset): Promise<string> {
  const { message } = await sendMessage({
    ...{ id: newId(), content: 'hello', attachments: [asset.id], silent_delivery: false },
    ...{ ownerId: owner, conversationId, channel: 'web', origin: null },
  });
  return message.id;
}

describe('an asset whose time is over', () => {
  it('loses its bytes and variants, and everything that could be seen of it', async () => {
    const asset = await send(owner, await drawQuarters(1590, 700).png().toBuffer(), { filename: 'sea.png' });
    const others = await send(owner, unique());
    expect(await filesOf(asset)).toHaveLength(3);
    await ageBy(31, asset);
    await ageBy(29, others);
    expect(await expireMedia()).toBe(1);
    expect(await requireAsset(owner, asset.id)).toMatchObject({
      status: 'expired',
      filename: 'sea.png',
      placeholder: null,
      thumbnail_url: null,
      variants: [],
      error: { code: 'media.expired', retryable: false, message: expect.stringContaining('expired') },
    });
    expect(await filesOf(asset)).toEqual([]);
    expect((await requireAsset(owner, others.id)).status).toBe('ready');
    expect(await filesOf(others)).toHaveLength(1);
    expect(await expireMedia()).toBe(0);
  });

  it('is answered as gone, whatever of it is asked for, and is not given to models or sent again', async () => {
    const asset = await send(owner, await drawQuarters(1591, 700).png().toBuffer());
    await ageBy(31, asset);
    await expireMedia();
    for (const variant of [null, 'thumbnail']) {
      await expect(serve(asset, variant)).rejects.toMatchObject({ code: 'media.expired', kind: 'gone' });
    }
    await expect(readForModel(owner, asset.id)).rejects.toMatchObject({ code: 'media.not_ready' });
    await expect(say(asset)).rejects.toMatchObject({ code: 'media.not_ready' });
  });

  it('is told to the conversation that shows it, whose message is read anew', async () => {
    const asset = await send(owner, unique());
    const messageId = await say(asset);
    const before = await listMessages(owner, conversationId, {});
    const revision = before.messages.find(({ id }) => id === messageId)?.revision ?? Number.NaN;
    await ageBy(31, asset);
    await expireMedia();
    const missed = await syncEvents(owner, conversationId, before.last_event_seq);
    const event = missed.events.find(({ type }) => type === 'asset.expired');
    expect(event?.payload).toEqual({ message_id: messageId, asset_id: asset.id });
    const shown = missed.messages.find(({ id }) => id === messageId);
    expect(shown?.revision).toBeGreaterThan(revision);
    expect(shown?.media_urls).toMatchObject([{ id: asset.id, status: 'expired' }]);
  });

  it('leaves its bytes to a younger copy, and the last copy takes them along', async () => {
    const bytes = await drawQuarters(1592, 700).png().toBuffer();
    const [old, young] = [await send(owner, bytes), await send(owner, bytes)];
    await ageBy(31, old);
    await expireMedia();
    expect((await requireAsset(owner, old.id)).status).toBe('expired');
    expect((await serve(young)).status).toBe(200);
    expect((await serve(young, 'thumbnail')).status).toBe(200);
    await ageBy(31, young);
    await expireMedia();
    expect(await filesOf(old)).toEqual([]);
  });

  it('that could not lose its bytes in the end loses them to the sweep', async () => {
    const asset = await send(owner, unique());
    await db().mediaAsset.update({ where: { id: asset.id }, data: { status: 'expired' } });
    expect(await filesOf(asset)).toHaveLength(1);
    await sweepOrphans(new Date(Date.now() + 2 * 3_600_000));
    expect(await filesOf(asset)).toEqual([]);
  });
});

it('one asset that cannot be ended does not keep the others', async () => {
  const notes = await Promise.all(Array.from({ length: 3 }, () => send(owner, unique())));
  await ageBy(31, ...notes);
  const [held, ...rest] = notes as [Asset, ...Asset[]];
  await db().$executeRawUnsafe(`
    create function refuse_end() returns trigger language plpgsql as $$
    begin if new.id = '${held.id}' and new.status = 'expired' then raise exception 'no'; end if; return new; end $$`);
  await db().$executeRawUnsafe(
    'create trigger refuse_end before update on media_assets for each row execute function refuse_end()',
  );
  try {
    expect(await expireMedia()).toBe(2);
    for (const { id } of rest) expect((await requireAsset(owner, id)).status).toBe('expired');
    expect(await filesOf(held)).toHaveLength(1);
  } finally {
    await db().$executeRawUnsafe('drop trigger refuse_end on media_assets');
  }
  expect(await expireMedia()).toBe(1);
});

it('nothing ends when media is kept for ever', async () => {
  const { DATABASE_URL, DATA_DIR } = env();
  const configured = { DATABASE_URL, DATA_DIR, LOG_LEVEL: 'error' };
  const asset = await send(owner, unique());
  await ageBy(1_000, asset);
  overrideEnv({ ...configured, MEDIA_LIFECYCLE_DAYS: '0' });
  try {
    expect(await expireMedia()).toBe(0);
  } finally {
    overrideEnv({ ...configured, MEDIA_LIFECYCLE_DAYS: '30' });
  }
  expect(await expireMedia()).toBe(1);
});
