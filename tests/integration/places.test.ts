import { beforeEach, describe, expect, it } from 'vitest';
import type { Asset, Background } from '@/lib/contracts';
import { createConversation } from '@/lib/flows/create-conversation';
import { deleteConversation } from '@/lib/flows/delete-conversation';
import { chooseCover, removeCover } from '@/lib/flows/places/choose-cover';
import { requireConversation } from '@/lib/flows/require-conversation';
import { sendMessage } from '@/lib/flows/send-message';
import { syncEvents } from '@/lib/flows/sync-events';
import { updateConversation } from '@/lib/flows/update-conversation';
import { newId } from '@/lib/kernel';
import { deleteAsset, getAsset, sweepAbandoned } from '@/lib/media';
import { filmSample } from '@/tests/support/film-sample';
import { createPerson } from '@/tests/support/integration';
import { send, useMedia } from '@/tests/support/media';
import { drawQuarters } from '@/tests/support/pictures';

useMedia();

const LATER = new Date(Date.now() + 400 * 24 * 3_600_000);
let owner: string;
let conversationId: string;
beforeEach(async () => {
  owner = await createPerson();
  conversationId = (await createConversation({ ownerId: owner, origin: null })).id;
});

let width = 400;
const picture = async (whose = owner) => {
  width += 1;
  return send(whose, await drawQuarters(width, 300).png().toBuffer(), { source: 'generated' });
};
const film = (whose = owner) => send(whose, filmSample(), { source: 'generated' });
const cover = (asset: Asset) =>
  chooseCover({ ownerId: owner, conversationId, assetId: asset.id, origin: 'this-tab' });
const play = (films: Asset[], change: Partial<Background> = {}) =>
  updateConversation({
    ...{ ownerId: owner, conversationId, origin: 'this-tab' },
    background: { asset_ids: films.map(({ id }) => id), mood: 'calm', is_on: true, ...change },
  });
const isThere = async ({ id }: Asset) => (await getAsset(owner, id)) !== null;
const events = async () =>
  (await syncEvents(owner, conversationId, 0)).events.map(({ type, origin }) => [type, origin]);

describe('a cover', () => {
  it('stands for the conversation on every device, and survives the sweep', async () => {
    const asset = await picture();
    const changed = await cover(asset);
    expect(changed.cover_url).toBe(`/media/${asset.id}/thumbnail`);
    expect(await requireConversation(owner, conversationId)).toEqual(changed);
    expect((await events()).at(-1)).toEqual(['conversation.updated', 'this-tab']);
    await sweepAbandoned(LATER);
    expect(await isThere(asset)).toBe(true);
    await expect(deleteAsset(owner, asset.id)).rejects.toMatchObject({ code: 'media.in_use' });
  });

  it('goes with its file when another takes its place or it is removed', async () => {
    const [first, second] = [await picture(), await picture()];
    await cover(first);
    await cover(second);
    expect([await isThere(first), await isThere(second)]).toEqual([false, true]);
    expect((await removeCover(owner, conversationId, null)).cover_url).toBeNull();
    expect(await isThere(second)).toBe(false);
  });

  it('keeps a picture that a message shows', async () => {
    const asset = await picture();
    await sendMessage({
      ...{ id: newId(), content: 'look', attachments: [asset.id], silent_delivery: false },
      ...{ ownerId: owner, conversationId, channel: 'web', origin: null },
    });
    await cover(asset);
    await removeCover(owner, conversationId, null);
    expect(await isThere(asset)).toBe(true);
  });

  it('is a picture of the person’s own', async () => {
    const before = await requireConversation(owner, conversationId);
    const refused = { code: 'conversation.not_a_picture' };
    await expect(cover(await picture(await createPerson()))).rejects.toMatchObject(refused);
    await expect(cover(await film())).rejects.toMatchObject(refused);
    expect(await requireConversation(owner, conversationId)).toEqual(before);
  });
});

describe('a background', () => {
  it('is a list of films that play, can be switched off, and survive the sweep', async () => {
    const [one, two] = [await film(), await film()];
    const changed = await play([two, one]);
    expect(changed.background).toEqual({ asset_ids: [two.id, one.id], mood: 'calm', is_on: true });
    expect((await events()).at(-1)).toEqual(['conversation.updated', 'this-tab']);
    await play([two, one], { is_on: false });
    await sweepAbandoned(LATER);
    expect([await isThere(one), await isThere(two)]).toEqual([true, true]);
    expect((await requireConversation(owner, conversationId)).background?.is_on).toBe(false);
  });

  it('lets go of the films that are taken out of it', async () => {
    const [one, two] = [await film(), await film()];
    await play([one, two]);
    await play([two]);
    expect([await isThere(one), await isThere(two)]).toEqual([false, true]);
    const { background } = await updateConversation({
      ...{ ownerId: owner, conversationId, origin: null },
      background: null,
    });
    expect([background, await isThere(two)]).toEqual([null, false]);
  });

  it('is made of films of the person’s own, and of nothing else', async () => {
    for (const asset of [await film(await createPerson()), await picture()]) {
      await expect(play([asset])).rejects.toMatchObject({ code: 'conversation.not_a_film', kind: 'invalid' });
    }
    expect((await requireConversation(owner, conversationId)).background).toBeNull();
  });
});

it('a deleted conversation takes its cover and its background with it', async () => {
  const [asset, behind] = [await picture(), await film()];
  await cover(asset);
  await play([behind]);
  await deleteConversation(owner, conversationId, null);
  expect([await isThere(asset), await isThere(behind)]).toEqual([false, false]);
});
