import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { changeAsset } from '@/lib/flows/change-asset';
import { createConversation } from '@/lib/flows/create-conversation';
import { listMessages } from '@/lib/flows/list-messages';
import { prepareMediaAgain } from '@/lib/flows/prepare-again';
import { giveUpPreparing, prepareJob, recoverPreparing } from '@/lib/flows/prepare-media';
import { sendMessage } from '@/lib/flows/send-message';
import { syncEvents } from '@/lib/flows/sync-events';
import { AppError, newId } from '@/lib/kernel';
import { deleteAsset, getAsset, requireAsset, sweepOrphans, usePreparers } from '@/lib/media';
import { db } from '@/lib/platform/db';
import { findLiveKeys } from '@/lib/platform/queue';
import { inTransaction, type Transaction } from '@/lib/platform/transaction';
import { createPerson } from '@/tests/support/integration';
import { useMedia } from '@/tests/support/media';
import { createGate, makeText, preparePdfsWith, somePdf, upload, useWorker } from '@/tests/support/prepare';
import { makeTone } from '@/tests/support/tone';
import { waitFor } from '@/tests/support/wait-for';

const media = useMedia();
useWorker();
let owner: string;
beforeEach(async () => {
  owner = await createPerson();
});

const settled = (id: string) =>
  waitFor(async () => {
    const asset = await requireAsset(owner, id);
    return asset.status !== 'processing' && asset;
  }, 15_000);
const quiet = (id: string) => waitFor(async () => !(await findLiveKeys(prepareJob, [id])).has(id), 10_000);
const filesOf = async (id: string) => (await media.listFiles()).filter((file) => file.includes(id));

async function say(conversationId: string, attachments: string[]) {
  return sendMessage({
    ...{ ownerId: owner, conversationId, channel: 'web', origin: null },
    ...{ id: newId(), content: 'look', attachments, silent_delivery: false },
  });
}

const damaged = () =>
  new AppError({ code: 'media.damaged', kind: 'invalid', publicMessage: 'This file cannot be read.' });

describe('preparing', () => {
  it('shows the variants as they are made, then the rest, and ends as ready', async () => {
    const gate = createGate();
    preparePdfsWith(async (asset, work) => {
      expect(asset).toMatchObject({ kind: 'file', format: 'pdf', contentType: 'application/pdf' });
      work.tell('Reading the pages', 0.25);
      await work.keep(await makeText(work.folder, 'text', 'first words'));
      await gate.opened;
      work.learn({ pageCount: 3 });
      await work.keep({ ...(await makeText(work.folder, 'page', 'x')), width: 10, height: 20 });
      return { previewNote: null };
    });
    const sent = await upload(owner, somePdf());
    expect(sent).toMatchObject({ status: 'processing', error: null, variants: [] });
    const early = await waitFor(async () => {
      const asset = await requireAsset(owner, sent.id);
      return asset.variants.length > 0 && asset.stage !== null && asset;
    });
    expect(early).toMatchObject({ status: 'processing', stage: 'Reading the pages', progress: 0.25 });
    gate.open();
    const asset = await settled(sent.id);
    expect(asset).toMatchObject({ status: 'ready', page_count: 3, stage: null, progress: null, error: null });
    expect(asset.variants.map(({ name, width }) => [name, width])).toEqual([
      ['page', 10],
      ['text', null],
    ]);
  });

  it('notes what could not be made, and makes it when asked again, without leaving the old files', async () => {
    let round = 0;
    preparePdfsWith(async (_asset, work) => {
      round += 1;
      await work.keep(await makeText(work.folder, 'text', `round ${round}`));
      if (round === 1) await work.keep(await makeText(work.folder, 'page', 'only once'));
      return { previewNote: round === 1 ? 'No preview here.' : null };
    });
    const sent = await upload(owner, somePdf());
    const first = await settled(sent.id);
    expect(first).toMatchObject({ status: 'ready', preview_note: 'No preview here.' });
    expect(await filesOf(sent.id)).toHaveLength(3);
    await quiet(sent.id);

    expect(await prepareMediaAgain(owner, sent.id)).toMatchObject({ status: 'processing' });
    const second = await settled(sent.id);
    expect(second).toMatchObject({ status: 'ready', preview_note: null });
    expect(second.variants.map(({ name }) => name)).toEqual(['text']);
    const addressOfText = (asset: typeof first) => asset.variants.find(({ name }) => name === 'text')?.url;
    expect(addressOfText(second)).not.toBe(addressOfText(first));
    await waitFor(async () => (await filesOf(sent.id)).length === 2);
    await quiet(sent.id);
    await expect(prepareMediaAgain(owner, sent.id)).rejects.toMatchObject({
      code: 'media.nothing_to_prepare',
    });
  });

  it('tries once more what may pass, then says that it failed, and can be asked again', async () => {
    let attempts = 0;
    preparePdfsWith(async () => {
      attempts += 1;
      if (attempts <= 2) throw new Error('a decoder that fell over');
      return { previewNote: null };
    });
    const sent = await upload(owner, somePdf());
    const asset = await settled(sent.id);
    expect(attempts).toBe(2);
    expect(asset).toMatchObject({
      status: 'failed',
      error: {
        code: 'media.preparing_failed',
        retryable: true,
        message: expect.stringContaining('try again'),
      },
    });
    await quiet(sent.id);
    await prepareMediaAgain(owner, sent.id);
    expect(await settled(sent.id)).toMatchObject({ status: 'ready', error: null });
  });

  it('fails at once with the reason when trying again would not help', async () => {
    let attempts = 0;
    preparePdfsWith(async () => {
      attempts += 1;
      throw damaged();
    });
    const asset = await settled((await upload(owner, somePdf())).id);
    expect(attempts).toBe(1);
    expect(asset.error).toEqual({
      code: 'media.damaged',
      message: 'This file cannot be read.',
      retryable: true,
    });
  });

  it('fails with the reason when a recording turns out to be too long', async () => {
    usePreparers([
      {
        prepares: ({ kind }) => kind === 'audio',
        load: async () => async (_asset, work) => {
          work.learn({ durationMs: 400_000 });
          return { previewNote: null };
        },
      },
    ]);
    const asset = await settled((await upload(owner, makeTone({ seconds: 0.2, hertz: 440 }), 'a.wav')).id);
    expect(asset).toMatchObject({ status: 'failed', error: { code: 'media.too_long' } });
  });

  it('ends what its worker died at again and again, and nothing else', async () => {
    const gate = createGate();
    preparePdfsWith(async () => {
      await gate.opened;
      return { previewNote: null };
    });
    const { id } = await upload(owner, somePdf());
    await giveUpPreparing({ ownerId: owner, assetId: id });
    expect(await requireAsset(owner, id)).toMatchObject({
      status: 'failed',
      error: { code: 'media.preparing_failed', retryable: true },
    });
    gate.open();
    // Whoever works on it still finds that nobody waits.
    await quiet(id);
    expect(await requireAsset(owner, id)).toMatchObject({ status: 'failed' });
    await prepareMediaAgain(owner, id);
    expect(await settled(id)).toMatchObject({ status: 'ready' });
    await giveUpPreparing({ ownerId: owner, assetId: id });
    expect(await requireAsset(owner, id)).toMatchObject({ status: 'ready' });
  });

  it('leaves an asset alone that is deleted meanwhile, with nothing stored', async () => {
    const begun = createGate();
    const outcome = createGate<string>();
    preparePdfsWith(async (_asset, work) => {
      begun.open();
      await sleep(300);
      const late = work.keep(await makeText(work.folder, 'text', 'too late'));
      outcome.open(
        await late.then(
          () => 'kept',
          () => 'refused',
        ),
      );
      await late;
      return { previewNote: null };
    });
    const sent = await upload(owner, somePdf());
    await begun.opened;
    await deleteAsset(owner, sent.id);
    expect(await outcome.opened).toBe('refused');
    await quiet(sent.id);
    expect(await getAsset(owner, sent.id)).toBeNull();
    expect(await filesOf(sent.id)).toEqual([]);
  });

  it('belongs to its owner', async () => {
    preparePdfsWith(async () => ({ previewNote: 'Nothing.' }));
    const sent = await upload(owner, somePdf());
    await settled(sent.id);
    await expect(prepareMediaAgain(await createPerson(), sent.id)).rejects.toMatchObject({
      code: 'media.not_found',
    });
  });

  it('is not done again and again for a program', async () => {
    preparePdfsWith(async () => ({ previewNote: 'Not all of it.' }));
    const sent = await upload(owner, somePdf());
    await settled(sent.id);
    for (let tries = 0; tries < 30; tries += 1) await prepareMediaAgain(owner, sent.id);
    await expect(prepareMediaAgain(owner, sent.id)).rejects.toMatchObject({ code: 'media.too_many_tries' });
    await quiet(sent.id);
  });
});

describe('jobs', () => {
  it('are put down with the row or not at all', async () => {
    preparePdfsWith(async () => sleep(200, { previewNote: null }));
    const bytes = somePdf();
    const id = newId();
    const sent = await upload(owner, bytes);
    expect((await findLiveKeys(prepareJob, [sent.id, id])).size).toBe(1);
    await settled(sent.id);
  });

  it('are put down anew for assets that wait without one', async () => {
    preparePdfsWith(async () => ({ previewNote: null }));
    const sent = await upload(owner, somePdf());
    await settled(sent.id);
    await quiet(sent.id);
    // As a restored database has it: the row waits, the queue knows nothing.
    await db().mediaAsset.update({ where: { id: sent.id }, data: { status: 'processing' } });
    expect(await recoverPreparing()).toBe(1);
    expect(await settled(sent.id)).toMatchObject({ status: 'ready' });
    expect(await recoverPreparing()).toBe(0);
  });
});

describe('the messages that show an asset', () => {
  it('are told of progress and end: what was missed, laid over what was seen, is what is there', async () => {
    const gate = createGate();
    preparePdfsWith(async (_asset, work) => {
      await gate.opened;
      work.tell('Reading', 0.5);
      await sleep(50);
      await work.keep(await makeText(work.folder, 'text', 'words'));
      return { previewNote: null };
    });
    const { id } = await upload(owner, somePdf());
    const [one, two] = [
      await createConversation({ ownerId: owner, origin: null }),
      await createConversation({ ownerId: owner, origin: null }),
    ];
    const first = await say(one.id, [id]);
    await say(two.id, [id]);
    await say(one.id, [id]);
    expect(first.message.media_urls[0]?.status).toBe('processing');
    const stale = await listMessages(owner, one.id, {});
    gate.open();
    await settled(id);

    const missed = await syncEvents(owner, one.id, stale.last_event_seq);
    const about = missed.events.filter(({ payload }) => payload.asset_id === id);
    expect(about.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['job.progressed', 'asset.ready', 'asset.ready']),
    );
    const seqs = missed.events.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => stale.last_event_seq + 1 + index));

    const byId = new Map(stale.messages.map((message) => [message.id, message]));
    for (const message of missed.messages)
      if (message.revision >= (byId.get(message.id)?.revision ?? 0)) byId.set(message.id, message);
    const fresh = await listMessages(owner, one.id, {});
    expect([...byId.values()].sort((a, b) => a.seq - b.seq)).toEqual(fresh.messages);
    expect(fresh.messages[0]?.media_urls[0]).toMatchObject({ status: 'ready' });

    const other = await listMessages(owner, two.id, {});
    const told = await syncEvents(owner, two.id, 0);
    expect(told.events.map(({ type }) => type)).toContain('asset.ready');
    expect(other.messages[0]?.media_urls[0]).toMatchObject({ status: 'ready' });
  });

  it('never keep a stale state, whenever they are sent', async () => {
    preparePdfsWith(async () => ({ previewNote: null }));
    const conversation = await createConversation({ ownerId: owner, origin: null });
    const outcomes = new Set<string>();
    for (let round = 0; round < 25; round += 1) {
      const { id } = await upload(owner, somePdf());
      await sleep(round * 2);
      const { message } = await say(conversation.id, [id]);
      const seen = message.media_urls[0]?.status ?? '';
      outcomes.add(seen);
      await settled(id);
      if (seen === 'ready') continue;
      // Who saw it being prepared is told by an event after the message's own.
      const { events } = await syncEvents(owner, conversation.id, message.revision);
      const types = events.filter(({ payload }) => payload.message_id === message.id).map(({ type }) => type);
      expect(types).toContain('asset.ready');
    }
    // Otherwise this looked at one side only.
    expect([...outcomes].sort()).toEqual(['processing', 'ready']);
  });
});

describe('a message sent while its file changes', () => {
  const finish = async (tx: Transaction, id: string) => {
    const { count } = await tx.mediaAsset.updateMany({ where: { id }, data: { status: 'ready' } });
    return count > 0;
  };
  const receiveWaiting = async () => {
    const gate = createGate();
    preparePdfsWith(async () => {
      await gate.opened;
      return { previewNote: null };
    });
    return { ...(await upload(owner, somePdf())), release: gate.open };
  };

  it('is told when it was written after its conversation could be locked', async () => {
    const { id, release } = await receiveWaiting();
    const conversation = await createConversation({ ownerId: owner, origin: null });
    let sent: Awaited<ReturnType<typeof say>> | undefined;
    let rounds = 0;
    await changeAsset(owner, id, 'asset.ready', async (tx) => {
      rounds += 1;
      sent ??= await say(conversation.id, [id]);
      return finish(tx, id);
    });
    expect(rounds).toBe(2);
    expect(sent?.message.media_urls[0]?.status).toBe('processing');
    const { events } = await syncEvents(owner, conversation.id, sent?.agent_message.revision ?? 0);
    expect(events.map(({ type, payload }) => [type, payload.message_id])).toContainEqual([
      'asset.ready',
      sent?.message.id,
    ]);
    release();
  });

  it('waits for the change, and shows what it made', async () => {
    const { id, release } = await receiveWaiting();
    const conversation = await createConversation({ ownerId: owner, origin: null });
    const changed = createGate();
    const mayCommit = createGate();
    const change = inTransaction(async (tx) => {
      await finish(tx, id);
      changed.open();
      await mayCommit.opened;
    });
    await changed.opened;
    const sending = say(conversation.id, [id]);
    expect(await Promise.race([sending, sleep(300, 'waits')])).toBe('waits');
    mayCommit.open();
    await change;
    expect((await sending).message.media_urls[0]?.status).toBe('ready');
    release();
  });
});

describe('sending', () => {
  it.each([
    ['quarantined', 'clean', /harmful/],
    ['expired', 'clean', /no longer kept/],
    ['processing', 'pending', /still being checked/],
  ])('refuses what is %s (%s) with a plain sentence', async (status, scan, words) => {
    preparePdfsWith(async () => ({ previewNote: null }));
    const { id } = await upload(owner, somePdf());
    await settled(id);
    await db().mediaAsset.update({ where: { id }, data: { status, scan_verdict: scan } });
    const conversation = await createConversation({ ownerId: owner, origin: null });
    await expect(say(conversation.id, [id])).rejects.toMatchObject({
      code: 'media.not_ready',
      publicMessage: expect.stringMatching(words),
    });
    await db().mediaAsset.update({ where: { id }, data: { status: 'ready' } });
  });

  it('takes what could not be prepared', async () => {
    preparePdfsWith(async () => {
      throw damaged();
    });
    const { id } = await upload(owner, somePdf());
    await settled(id);
    const conversation = await createConversation({ ownerId: owner, origin: null });
    const { message } = await say(conversation.id, [id]);
    expect(message.media_urls[0]).toMatchObject({ status: 'failed' });
  });
});

it('leaves no file behind that no row names', async () => {
  const before = await media.listFiles();
  await sweepOrphans(new Date(Date.now() + 24 * 60 * 60 * 1000));
  expect(await media.listFiles()).toEqual(before);
});
