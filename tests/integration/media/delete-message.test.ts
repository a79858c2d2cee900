import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Asset } from '@/lib/contracts';
import { readBranch } from '@/lib/conversation';
import { createConversation } from '@/lib/flows/create-conversation';
import { deleteConversation } from '@/lib/flows/delete-conversation';
import { deleteMessage } from '@/lib/flows/delete-message';
import { listMessages } from '@/lib/flows/list-messages';
import { requireConversation } from '@/lib/flows/require-conversation';
import { retryMessage } from '@/lib/flows/retry-message';
import { sendMessage } from '@/lib/flows/send-message';
import { syncEvents } from '@/lib/flows/sync-events';
import { newId } from '@/lib/kernel';
import { getAsset, serveAsset, sweepAbandoned } from '@/lib/media';
import { paceStudio } from '@/lib/models';
import { db } from '@/lib/platform/db';
import { createPerson } from '@/tests/support/integration';
import { send, useMedia } from '@/tests/support/media';
import { drawQuarters } from '@/tests/support/pictures';
import { waitFor } from '@/tests/support/wait-for';

const media = useMedia();
let owner: string;
let conversationId: string;
beforeEach(async () => {
  paceStudio(1);
  owner = await createPerson();
  conversationId = await open();
});

afterAll(() => paceStudio(null));

const open = async () => (await createConversation({ ownerId: owner, origin: null })).id;
const say = (content: string, attachments: Asset[] = [], where = conversationId) =>
  sendMessage({
    ...{ id: newId(), content, attachments: attachments.map(({ id }) => id), silent_delivery: false },
    ...{ ownerId: owner, conversationId: where, channel: 'web', origin: null },
  });
const list = async () => (await listMessages(owner, conversationId, {})).messages;
const read = async (id: string) => (await list()).find((message) => message.id === id);
const finished = (id: string) =>
  waitFor(async () => {
    const message = await read(id);
    return message && message.status !== 'pending' && message.status !== 'streaming' ? message : null;
  });
const remove = (id: string) => deleteMessage(owner, id, 'this-tab');
const filesOf = async ({ id }: Asset) => (await media.listFiles()).filter((file) => file.includes(id));

const tombstone = { content: null, media_url: null, media_urls: [], metadata: {}, message_type: 'text' };

describe('a deleted message', () => {
  it('keeps its place and nothing of what it said', async () => {
    const asset = await send(owner, await drawQuarters(1600, 500).png().toBuffer());
    const { message, agent_message: answer } = await say('a secret', [asset]);
    await finished(answer.id);
    await remove(message.id);
    const left = await read(message.id);
    expect(left).toMatchObject({ ...tombstone, deleted_at: expect.any(String), seq: message.seq });
    expect(await read(answer.id)).toMatchObject({ parent_id: message.id, deleted_at: null });
    expect(await getAsset(owner, asset.id)).toBeNull();
    expect(await filesOf(asset)).toEqual([]);
    const rows = await db().$queryRaw<
      { row: string }[]
    >`select m::text as row from messages m where id = ${message.id}::uuid`;
    expect(rows[0]?.row).not.toContain('secret');
  });

  it('is told to other devices by an event, with a raised revision', async () => {
    const { message, agent_message: answer } = await say('hello');
    await finished(answer.id);
    const before = await listMessages(owner, conversationId, {});
    await remove(message.id);
    const page = await syncEvents(owner, conversationId, before.last_event_seq);
    expect(page.events).toMatchObject([
      { type: 'message.deleted', payload: { message_id: message.id }, origin: 'this-tab' },
    ]);
    expect(page.messages).toMatchObject([{ id: message.id, revision: page.events[0]?.seq, content: null }]);
  });

  it('deleted again changes nothing', async () => {
    const { message, agent_message: answer } = await say('hello');
    await finished(answer.id);
    await remove(message.id);
    const { last_event_seq: seq } = await listMessages(owner, conversationId, {});
    await remove(message.id);
    expect((await listMessages(owner, conversationId, {})).last_event_seq).toBe(seq);
  });

  it('is no part of what a model reads', async () => {
    const first = await say('the first');
    await finished(first.agent_message.id);
    const second = await say('the second');
    await finished(second.agent_message.id);
    await remove(first.message.id);
    const branch = await readBranch(owner, conversationId, undefined, 100);
    expect(branch.map(({ id }) => id)).toEqual([
      first.agent_message.id,
      second.message.id,
      second.agent_message.id,
    ]);
  });

  it('can be neither answered again nor have its answer made again', async () => {
    const { message, agent_message: answer } = await say('hello');
    await finished(answer.id);
    await remove(message.id);
    for (const id of [message.id, answer.id]) {
      const retried = retryMessage({ ownerId: owner, messageId: id, channel: 'web', origin: null });
      await expect(retried).rejects.toMatchObject({ code: 'conversation.message_not_found' });
    }
  });

  it('takes the title along that was made of its words, and no other', async () => {
    const { message, agent_message: answer } = await say('a secret plan');
    await finished(answer.id);
    const title = async () => (await requireConversation(owner, conversationId)).title;
    expect(await title()).toBe('a secret plan');
    await remove(answer.id);
    expect(await title()).toBe('a secret plan');
    await remove(message.id);
    expect(await title()).toBeNull();
  });

  it('of another person is not there, and stays as it is', async () => {
    const { message, agent_message: answer } = await say('hello');
    await finished(answer.id);
    const stranger = await createPerson();
    await expect(deleteMessage(stranger, message.id, null)).rejects.toMatchObject({ kind: 'not_found' });
    expect((await read(message.id))?.content).toBe('hello');
  });
});

describe('an answer that is being written', () => {
  beforeEach(() => paceStudio(null));

  it('is stopped and leaves no words, in the message or in the log of its run', async () => {
    const { agent_message: answer, run } = await say('write a long answer');
    await waitFor(async () => ((await read(answer.id))?.status === 'streaming' ? true : null));
    await remove(answer.id);
    expect(await read(answer.id)).toMatchObject({ ...tombstone, status: 'cancelled', run_id: null });
    // A writer that heard of it late must not bring anything back.
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await read(answer.id)).toMatchObject(tombstone);
    expect(await db().runChunk.count({ where: { run_id: run.id } })).toBe(0);
  });

  it('is stopped when the message it answers is deleted, and keeps what it said', async () => {
    const { message, agent_message: answer } = await say('write a long answer');
    await waitFor(async () => ((await read(answer.id))?.status === 'streaming' ? true : null));
    await remove(message.id);
    expect(await read(answer.id)).toMatchObject({ status: 'cancelled', deleted_at: null });
  });

  it('of a process that died is closed with its deletion', async () => {
    const { agent_message: answer, run } = await say('write a long answer');
    await remove(answer.id);
    const other = await say('write a long answer');
    await db().$executeRaw`update runs set holder = 'elsewhere:1:1' where id = ${other.run.id}::uuid`;
    await remove(other.agent_message.id);
    expect(await db().run.count({ where: { id: { in: [run.id, other.run.id] } } })).toBe(0);
  });
});

describe('files of a deleted message', () => {
  it('stay while another message shows them', async () => {
    const asset = await send(owner, Buffer.from(`shared ${newId()}`));
    const [first, second] = [await say('here', [asset]), await say('and here', [asset])];
    await finished(second.agent_message.id);
    await remove(first.message.id);
    expect(await filesOf(asset)).toHaveLength(1);
    expect((await read(second.message.id))?.media_urls).toMatchObject([{ id: asset.id }]);
    await remove(second.message.id);
    expect(await filesOf(asset)).toEqual([]);
  });

  it('leave the bytes to a copy that another message shows', async () => {
    const bytes = Buffer.from(`sent twice ${newId()}`);
    const [one, two] = [await send(owner, bytes), await send(owner, bytes)];
    const [first, second] = [await say('one', [one]), await say('two', [two])];
    await finished(second.agent_message.id);
    await remove(first.message.id);
    expect(await getAsset(owner, one.id)).toBeNull();
    expect((await serveAsset(owner, two.id, null, new Request('http://app/'))).status).toBe(200);
  });

  it('that a crash kept from being deleted are taken by the sweep', async () => {
    const asset = await send(owner, Buffer.from(`left ${newId()}`));
    const { message, agent_message: answer } = await say('here', [asset]);
    await finished(answer.id);
    const { removeMessage } = await import('@/lib/conversation');
    await removeMessage({ ownerId: owner, id: message.id, title: null, origin: null });
    expect(await filesOf(asset)).toHaveLength(1);
    expect(await sweepAbandoned()).toBe(1);
    expect(await filesOf(asset)).toEqual([]);
  });
});

it('a deleted conversation leaves the bytes and variants that a copy elsewhere shares, and no others', async () => {
  const bytes = await drawQuarters(1591, 500).png().toBuffer();
  const elsewhere = await open();
  const [gone, kept] = [await send(owner, bytes), await send(owner, bytes)];
  const alone = await send(owner, await drawQuarters(1592, 500).png().toBuffer());
  const shown = await say('both', [gone, alone]);
  await finished(shown.agent_message.id);
  await say('the copy', [kept], elsewhere);
  await deleteConversation(owner, conversationId, null);
  expect(await getAsset(owner, gone.id)).toBeNull();
  expect(await filesOf(alone)).toEqual([]);
  for (const variant of [null, 'thumbnail']) {
    expect((await serveAsset(owner, kept.id, variant, new Request('http://app/'))).status).toBe(200);
  }
  await deleteConversation(owner, elsewhere, null);
  expect(await filesOf(gone)).toEqual([]);
});
