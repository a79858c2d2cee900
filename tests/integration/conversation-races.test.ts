import { describe, expect, it } from 'vitest';
import {
  appendTurn,
  attachToAnswer,
  closeRun,
  findConversation,
  findRun,
  insertConversation,
  markRunStarted,
  type NewTurn,
  readEvents,
  readMessages,
  removeConversation,
  selectLeaf,
  touchRuns,
} from '@/lib/conversation';
import { AppError, newId } from '@/lib/kernel';
import { db } from '@/lib/platform/db';
import { createPerson, useTestDatabase } from '../support/integration';

useTestDatabase();

async function open(): Promise<{ ownerId: string; conversationId: string }> {
  const [ownerId, conversationId] = [await createPerson(), newId()];
  await insertConversation({ id: conversationId, ownerId, title: null, model: null, origin: null });
  return { ownerId, conversationId };
}

const send = (place: { ownerId: string; conversationId: string }, change: Partial<NewTurn> = {}) =>
  appendTurn({
    ...place,
    messageId: newId(),
    agentMessageId: newId(),
    runId: newId(),
    content: 'hello',
    assetIds: [],
    messageType: 'text',
    mediaUrl: null,
    parentId: undefined,
    channel: 'web',
    silent: false,
    toolCall: null,
    model: 'studio/studio',
    holder: 'test:1:1',
    title: null,
    origin: null,
    ...change,
  });

async function addAsset(ownerId: string): Promise<string> {
  const id = newId();
  const file = { content_type: 'text/plain', format: 'txt', size_bytes: 1, sha256: '', status: 'ready' };
  const stored = { storage_driver: 'local', storage_key: `media/file/${id}.txt` };
  await db().mediaAsset.create({ data: { id, owner_id: ownerId, kind: 'file', ...file, ...stored } });
  return id;
}

const codeOf = (error: unknown) => (AppError.isInstance(error) ? error.code : String(error));
const done = { status: 'complete', content: 'done', metadata: {}, error: null } as const;

describe('deleting a conversation while its answer is written', () => {
  it('never waits for a writer that waits for it', async () => {
    for (let round = 0; round < 25; round++) {
      const place = await open();
      const [one, two] = [await send(place), await send(place)];
      const runs = [one, two].map((turn) => ({ id: turn.run.id, messageId: turn.agentMessage.id }));
      const asset = { id: await addAsset(place.ownerId), kind: 'file', url: '/media/x' } as const;
      // A deadlock would show as an error: PostgreSQL ends one of the two after a second.
      await Promise.all([
        removeConversation(place.ownerId, place.conversationId, null),
        ...runs.flatMap((run) => [
          markRunStarted(place.ownerId, run),
          attachToAnswer(place.ownerId, run, asset),
          closeRun(place.ownerId, run, done),
        ]),
        touchRuns(runs.map(({ id }) => id).reverse()),
      ]);
      expect(await findRun(place.ownerId, one.run.id)).toBeNull();
      expect(await readMessages(place.ownerId, [one.message.id, one.agentMessage.id])).toEqual([]);
      const events = await readEvents(place.ownerId, place.conversationId, 0, 50);
      expect(events.at(-1)?.type).toBe('conversation.deleted');
      expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    }
  });

  it('leaves nothing that could still be written to', async () => {
    const place = await open();
    const turn = await send(place);
    const run = { id: turn.run.id, messageId: turn.agentMessage.id };
    const assetId = await addAsset(place.ownerId);
    const sent = await send(place, { assetIds: [assetId] });
    await removeConversation(place.ownerId, place.conversationId, null);
    expect(await closeRun(place.ownerId, run, done)).toBe(false);
    expect(await attachToAnswer(place.ownerId, run, { id: assetId, kind: 'file', url: '/' })).toBe(false);
    expect(await touchRuns([run.id, sent.run.id])).toEqual([]);
    // Had the process died here, the sweep would know that the file is not wanted.
    const asset = await db().mediaAsset.findUnique({ where: { id: assetId } });
    expect(asset?.expires_at).not.toBeNull();
  });
});

describe('two changes at the same moment', () => {
  it('give the edits of one message versions of their own', async () => {
    const place = await open();
    const turns = await Promise.all(Array.from({ length: 8 }, () => send(place, { parentId: null })));
    const versions = turns.map((turn) => turn.message.version).sort((a, b) => a - b);
    expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('never leave a branch selected at a message that was answered meanwhile', async () => {
    for (let round = 0; round < 25; round++) {
      const place = await open();
      const first = await send(place);
      const select = () => selectLeaf(place.ownerId, place.conversationId, first.message.id, null);
      const [second] = await Promise.all([send(place), select(), select()]);
      const row = await findConversation(place.ownerId, place.conversationId);
      expect(row?.active_leaf_id).toBe(second.agentMessage.id);
    }
  });

  it('close a run before or after a file is attached, never in between', async () => {
    for (let round = 0; round < 25; round++) {
      const place = await open();
      const turn = await send(place);
      const run = { id: turn.run.id, messageId: turn.agentMessage.id };
      const asset = { id: await addAsset(place.ownerId), kind: 'file', url: '/media/x' } as const;
      const [, attached] = await Promise.all([
        closeRun(place.ownerId, run, done),
        attachToAnswer(place.ownerId, run, asset),
      ]);
      const [message] = await readMessages(place.ownerId, [run.messageId]);
      expect(message?.asset_ids).toEqual(attached ? [asset.id] : []);
      const events = await readEvents(place.ownerId, place.conversationId, 3, 10);
      expect(events.map((event) => event.type)).toEqual([
        ...(attached ? ['message.updated'] : []),
        'message.completed',
      ]);
    }
  });
});

describe('what cannot be kept', () => {
  it('is refused when an attachment is gone, and nothing is written', async () => {
    const place = await open();
    const [kept, foreign] = [await addAsset(place.ownerId), await addAsset(await createPerson())];
    for (const missing of [newId(), foreign]) {
      const refused = send(place, { assetIds: [kept, missing] }).catch(codeOf);
      expect(await refused).toBe('conversation.attachment_not_found');
    }
    expect(await findConversation(place.ownerId, place.conversationId)).toMatchObject({ last_seq: 0 });
  });

  it('is refused or kept whole when an attachment is deleted at that moment', async () => {
    for (let round = 0; round < 25; round++) {
      const place = await open();
      const assetId = await addAsset(place.ownerId);
      const [sent] = await Promise.all([
        send(place, { assetIds: [assetId] }).catch(codeOf),
        db().$executeRaw`delete from media_assets a where id = ${assetId}::uuid
          and not exists (select 1 from message_assets m where m.asset_id = a.id)`.catch(() => 0),
      ]);
      if (typeof sent === 'string') expect(sent).toBe('conversation.attachment_not_found');
      else expect((await readMessages(place.ownerId, [sent.message.id]))[0]?.asset_ids).toEqual([assetId]);
    }
  });

  it('is left out of texts, so that an answer always ends', async () => {
    const place = await open();
    const turn = await send(place, { content: 'a\0b\ud800', title: 'a\0b' });
    expect((await readMessages(place.ownerId, [turn.message.id]))[0]).toEqual(turn.message);
    const run = { id: turn.run.id, messageId: turn.agentMessage.id };
    const end = { ...done, content: 'one\0two', metadata: { reasoning: 'so\0 \udc00', usage: { n: 1 } } };
    expect(await closeRun(place.ownerId, run, end)).toBe(true);
    const [message] = await readMessages(place.ownerId, [run.messageId]);
    expect(message).toMatchObject({
      content: 'onetwo',
      metadata: { reasoning: 'so \ufffd', usage: { n: 1 } },
    });
  });
});
