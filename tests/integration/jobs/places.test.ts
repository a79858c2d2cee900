import { beforeEach, describe, expect, it } from 'vitest';
import { changePreferences } from '@/lib/accounts';
import type { Job } from '@/lib/contracts';
import { deleteMessage } from '@/lib/flows/delete-message';
import { listMessages } from '@/lib/flows/list-messages';
import { chooseCover, removeCover } from '@/lib/flows/places/choose-cover';
import { makeBackground } from '@/lib/flows/places/make-background';
import { makeCover } from '@/lib/flows/places/make-cover';
import { createCoverMaker } from '@/lib/flows/places/make-covers';
import { readAloud } from '@/lib/flows/places/read-aloud';
import { requireConversation } from '@/lib/flows/require-conversation';
import { syncEvents } from '@/lib/flows/sync-events';
import { approveJob } from '@/lib/flows/tools/approve-job';
import { getAsset, sweepAbandoned } from '@/lib/media';
import { db } from '@/lib/platform/db';
import { filmSample } from '@/tests/support/film-sample';
import { become, createPlace, drawDots, type Place, useJobWorker, useWorkshop } from '@/tests/support/jobs';
import { useMedia } from '@/tests/support/media';
import { createGate } from '@/tests/support/prepare';
import { makeWave } from '@/tests/support/wave-file';

useMedia();
const workshop = useWorkshop();
useJobWorker();

const LATER = () => new Date(Date.now() + 400 * 24 * 3_600_000);
let place: Place;
beforeEach(async () => {
  place = await createPlace();
  let length = 0.1;
  workshop.get().orders.length = 0;
  workshop.get().script = (order) => {
    length += 0.01;
    const sound = makeWave({ seconds: length });
    if (order.use === 'speech') return fileOf('audio/wav', sound);
    if (order.use === 'poll') return fileOf('video/mp4', filmSample());
    return drawDots(order);
  };
});

const fileOf = (mediaType: string, bytes: Buffer) => ({
  files: [{ mediaType, base64: bytes.toString('base64') }],
});
const ended = (job: Job) => become(place.ownerId, job.id, 'complete', 'failed');
const said = (use: string) => workshop.get().orders.filter((order) => order.use === use);
const say = (content: string) =>
  db().message.update({ where: { id: place.messageId }, data: { content, status: 'complete' } });
const read = (voice?: string) =>
  readAloud({ ownerId: place.ownerId, messageId: place.messageId, voice, channel: 'web' });

describe('reading aloud', () => {
  it('speaks the words without their marks, once for the same words and voice', async () => {
    await say('# Foxes\n\nThey are **red**.\n\n```\ncode\n```');
    const first = await read();
    expect(first).toMatchObject({ asset: null, is_cut: false, job: { purpose: 'speech', tool: 'speak' } });
    const job = await ended(first.job);
    expect(said('speech').map(({ prompt }) => prompt)).toEqual(['Foxes.\n\nThey are red.']);
    const again = await read();
    expect(again.job).toEqual(job);
    expect(again.asset).toMatchObject({ id: job.asset_ids[0], type: 'audio', source: 'generated' });
    expect(said('speech')).toHaveLength(1);
    // Other words are other sounds.
    await say('They are brown.');
    expect((await read()).asset).toBeNull();
  });

  it('is not shown in the message, survives the sweep, and goes with the message', async () => {
    await say('Hello there.');
    const job = await ended((await read()).job);
    const { messages } = await listMessages(place.ownerId, place.conversationId, {});
    expect(messages.find(({ id }) => id === place.messageId)).toMatchObject({ jobs: [], media_urls: [] });
    const id = job.asset_ids[0] ?? '';
    await sweepAbandoned(LATER());
    expect(await getAsset(place.ownerId, id)).not.toBeNull();
    await deleteMessage(place.ownerId, place.messageId, null);
    expect(await getAsset(place.ownerId, id)).toBeNull();
  });

  it('reads the beginning of what is too long, and says so', async () => {
    await say('A sentence of some length. '.repeat(300));
    const { job, is_cut } = await read();
    expect(is_cut).toBe(true);
    expect((job.parameters.text as string).length).toBeLessThanOrEqual(4_000);
    expect(job.parameters.text).toMatch(/length\.$/);
  });

  it('refuses what has no words', async () => {
    await say('```\nonly code\n```');
    await expect(read()).rejects.toMatchObject({ code: 'speech.nothing_to_say', kind: 'invalid' });
  });
});

describe('a cover that is drawn', () => {
  it('takes its place when it is ready, and every device hears of it', async () => {
    const before = await requireConversation(place.ownerId, place.conversationId);
    const { job } = await makeCover({ ...place, prompt: 'a lake', channel: 'web' });
    const done = await ended(job);
    const after = await requireConversation(place.ownerId, place.conversationId);
    expect(after.cover_url).toBe(`/media/${done.asset_ids[0]}/thumbnail`);
    expect(said('image')[0]?.prompt).toContain('a lake');
    const { events } = await syncEvents(place.ownerId, place.conversationId, before.last_event_seq);
    expect(events.map(({ type }) => type)).toContain('conversation.updated');
  });

  it('does not take the place of what the person decides meanwhile', async () => {
    const { asset_ids } = await ended((await makeCover({ ...place, prompt: 'a lake', channel: 'web' })).job);
    const at = { ownerId: place.ownerId, conversationId: place.conversationId };
    const gate = createGate();
    workshop.get().script = async (order) => {
      await gate.opened;
      return drawDots(order);
    };
    const { job } = await makeCover({ ...place, prompt: 'a hill', channel: 'web' });
    const chosen = await chooseCover({ ...at, assetId: asset_ids[0] ?? '', origin: null });
    const { job: another } = await makeCover({ ...place, prompt: 'a tree', channel: 'web' });
    await removeCover(at.ownerId, at.conversationId, null);
    gate.open();
    expect(chosen.cover_url).toBe(`/media/${asset_ids[0]}/thumbnail`);
    for (const { id } of [job, another])
      expect(await become(place.ownerId, id, 'complete', 'cancelled')).toMatchObject({ status: 'cancelled' });
    expect((await requireConversation(at.ownerId, at.conversationId)).cover_url).toBeNull();
  });

  it('comes by itself after the first answer, once, where it is wanted', async () => {
    const makeCovers = createCoverMaker();
    const jobs = () => db().job.count({ where: { conversation_id: place.conversationId, purpose: 'cover' } });
    await changePreferences(place.ownerId, { automatic_covers: true });
    await makeCovers();
    // The answer was stopped: there is nothing yet that it could be about.
    expect(await jobs()).toBe(0);
    await say('Hello.');
    await makeCovers();
    await makeCovers();
    expect(await jobs()).toBe(1);
  });

  it('does not come by itself where it costs something and nobody chose it, nor where it is switched off', async () => {
    await say('Hello.');
    const makeCovers = createCoverMaker();
    await makeCovers();
    await changePreferences(place.ownerId, { automatic_covers: false });
    await makeCovers();
    expect(await db().job.count({ where: { conversation_id: place.conversationId } })).toBe(0);
  });
});

it('a background is asked for with its price, and joins those that play', async () => {
  const make = () => makeBackground({ ...place, mood: 'calm', channel: 'web' });
  for (const count of [1, 2]) {
    const asked = await make();
    expect(asked).toMatchObject({
      status: 'awaiting_consent',
      quote_micros: 1_200_000,
      purpose: 'background',
    });
    await approveJob(place.ownerId, asked.id, 'web');
    const job = await ended(asked);
    const { background } = await requireConversation(place.ownerId, place.conversationId);
    expect(background).toMatchObject({ mood: 'calm', is_on: true });
    expect(background?.asset_ids).toHaveLength(count);
    expect(background?.asset_ids.at(-1)).toBe(job.asset_ids[0]);
  }
});
