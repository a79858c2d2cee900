import { describe, expect, it } from 'vitest';
import {
  appendTurn,
  changeConversation,
  closeRun,
  findConversation,
  findRun,
  insertConversation,
  listConversations,
  markRunStarted,
  type NewTurn,
  readBranch,
  readEvents,
  readMessagePage,
  readMessages,
  removeConversation,
  selectLeaf,
  writeRetry,
} from '@/lib/conversation';
import { AppError, newId } from '@/lib/kernel';
import { createPerson, useTestDatabase } from '../support/integration';

useTestDatabase();

async function openConversation(ownerId: string): Promise<string> {
  const id = newId();
  await insertConversation({ id, ownerId, title: null, model: null, origin: null });
  return id;
}

function turnOf(ownerId: string, conversationId: string, change: Partial<NewTurn> = {}): NewTurn {
  return {
    ownerId,
    conversationId,
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
    title: 'hello',
    origin: null,
    ...change,
  };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: unknown) => (AppError.isInstance(error) ? error.code : String(error)),
  );

describe('sending', () => {
  it('writes the message, the pending answer, the run and both events', async () => {
    const owner = await createPerson();
    const conversation = await openConversation(owner);
    const turn = await appendTurn(turnOf(owner, conversation));
    expect(turn.isNew).toBe(true);
    const stored = await readMessages(owner, [turn.message.id, turn.agentMessage.id]);
    expect(stored).toEqual([turn.message, turn.agentMessage]);
    expect(await findRun(owner, turn.run.id)).toEqual(turn.run);
    expect((await readEvents(owner, conversation, 0, 10)).map((event) => event.type)).toEqual([
      'conversation.created',
      'message.created',
      'message.created',
    ]);
    const row = await findConversation(owner, conversation);
    expect(row).toMatchObject({
      active_leaf_id: turn.agentMessage.id,
      last_seq: 2,
      last_event_seq: 3,
      title: 'hello',
    });
  });

  it('makes one message and one run of the same id sent twice, also at the same moment', async () => {
    const owner = await createPerson();
    const conversation = await openConversation(owner);
    const messageId = newId();
    const again = () => appendTurn(turnOf(owner, conversation, { messageId }));
    const turns = await Promise.all([again(), again(), again(), again()]);
    turns.push(await again());
    expect(turns.filter((turn) => turn.isNew)).toHaveLength(1);
    expect(new Set(turns.map((turn) => turn.run.id)).size).toBe(1);
    expect(new Set(turns.map((turn) => turn.agentMessage.id)).size).toBe(1);
    expect(await findConversation(owner, conversation)).toMatchObject({ last_seq: 2, last_event_seq: 3 });
  });

  it('gives 200 parallel sends consecutive numbers without a gap', async () => {
    const owner = await createPerson();
    const conversation = await openConversation(owner);
    const turns = await Promise.all(
      Array.from({ length: 200 }, () => appendTurn(turnOf(owner, conversation))),
    );
    const seqs = turns.flatMap((turn) => [turn.message.seq, turn.agentMessage.seq]).sort((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: 400 }, (_, index) => index + 1));
    for (const turn of turns) expect(turn.agentMessage.seq).toBe(turn.message.seq + 1);
    const events = await readEvents(owner, conversation, 0, 1_000);
    expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 401 }, (_, index) => index + 1));
    // Each follows the one before: one unbranched thread.
    const branch = await readBranch(owner, conversation, undefined, 500);
    expect(branch).toHaveLength(400);
  });

  it('refuses a foreign conversation, a foreign parent and a foreign message id', async () => {
    const [owner, other] = [await createPerson(), await createPerson()];
    const conversation = await openConversation(owner);
    const turn = await appendTurn(turnOf(owner, conversation));
    expect(await codeOf(appendTurn(turnOf(other, conversation)))).toBe('conversation.not_found');
    const elsewhere = await openConversation(other);
    expect(await codeOf(appendTurn(turnOf(other, elsewhere, { parentId: turn.message.id })))).toBe(
      'conversation.parent_not_found',
    );
    expect(await codeOf(appendTurn(turnOf(other, elsewhere, { messageId: turn.message.id })))).toBe(
      'conversation.id_taken',
    );
    expect(await findConversation(other, elsewhere)).toMatchObject({ last_seq: 0, last_event_seq: 1 });
  });

  it('makes a sibling version of an edited message and keeps the old branch', async () => {
    const owner = await createPerson();
    const conversation = await openConversation(owner);
    const first = await appendTurn(turnOf(owner, conversation));
    const edited = await appendTurn(
      turnOf(owner, conversation, { parentId: first.message.parent_id, content: 'hi' }),
    );
    expect(edited.message).toMatchObject({ parent_id: null, version: 2 });
    const branch = await readBranch(owner, conversation, undefined, 10);
    expect(branch.map((message) => message.id)).toEqual([edited.message.id, edited.agentMessage.id]);
    const back = await selectLeaf(owner, conversation, first.message.id, null);
    expect(back?.active_leaf_id).toBe(first.agentMessage.id);
  });
});

describe('closing a run', () => {
  it('is won once, and writes run, message and event together', async () => {
    const owner = await createPerson();
    const conversation = await openConversation(owner);
    const turn = await appendTurn(turnOf(owner, conversation));
    const run = { id: turn.run.id, messageId: turn.agentMessage.id };
    expect(await markRunStarted(owner, run)).toBe(true);
    const end = { content: 'done', metadata: { usage: { output_tokens: 1 } }, error: null };
    const wins = await Promise.all([
      closeRun(owner, run, { ...end, status: 'complete' }),
      closeRun(owner, run, { ...end, status: 'partial' }),
    ]);
    expect(wins.filter(Boolean)).toHaveLength(1);
    expect(await markRunStarted(owner, run)).toBe(false);
    const [message] = await readMessages(owner, [run.messageId]);
    expect(message).toMatchObject({
      content: 'done',
      revision: 5,
      metadata: { model_used: 'studio/studio' },
    });
    expect(message?.status).toBe((await findRun(owner, run.id))?.status);
    const types = (await readEvents(owner, conversation, 3, 10)).map((event) => event.type);
    expect(types).toEqual(['message.started', 'message.completed']);
  });

  it('tells in the run what its message tells of an error', async () => {
    const owner = await createPerson();
    const conversation = await openConversation(owner);
    for (const retryable of [true, false]) {
      const turn = await appendTurn(turnOf(owner, conversation));
      const error = { code: 'models.refused', message: 'The model declined to answer.', retryable };
      const run = { id: turn.run.id, messageId: turn.agentMessage.id };
      await closeRun(owner, run, { status: 'failed', content: null, metadata: {}, error });
      expect((await findRun(owner, run.id))?.error).toEqual(error);
      expect((await readMessages(owner, [run.messageId]))[0]?.metadata.error).toEqual(error);
    }
  });

  it('is not open to another owner', async () => {
    const [owner, other] = [await createPerson(), await createPerson()];
    const turn = await appendTurn(turnOf(owner, await openConversation(owner)));
    const run = { id: turn.run.id, messageId: turn.agentMessage.id };
    const end = { status: 'complete', content: 'x', metadata: {}, error: null } as const;
    expect(await closeRun(other, run, end)).toBe(false);
    expect(await findRun(other, run.id)).toBeNull();
    expect((await findRun(owner, run.id))?.status).toBe('pending');
  });
});

describe('retrying', () => {
  it('makes a new version once, however often it is asked while one is open', async () => {
    const owner = await createPerson();
    const conversation = await openConversation(owner);
    const turn = await appendTurn(turnOf(owner, conversation));
    const end = { status: 'failed', content: null, metadata: {}, error: null } as const;
    await closeRun(owner, { id: turn.run.id, messageId: turn.agentMessage.id }, end);
    const retry = () =>
      writeRetry({
        ownerId: owner,
        messageId: turn.agentMessage.id,
        agentMessageId: newId(),
        runId: newId(),
        model: 'studio/studio',
        channel: 'web',
        holder: 'test:1:1',
        origin: null,
      });
    const made = await Promise.all([retry(), retry(), retry()]);
    expect(made.filter((one) => one?.isNew)).toHaveLength(1);
    expect(new Set(made.map((one) => one?.run.id)).size).toBe(1);
    expect(made[0]?.message).toMatchObject({ version: 2, parent_id: turn.message.id, status: 'pending' });
    expect((await findConversation(owner, conversation))?.active_leaf_id).toBe(made[0]?.message.id);
  });
});

describe('reading', () => {
  it('pages by seq and says to which event the page is true', async () => {
    const owner = await createPerson();
    const conversation = await openConversation(owner);
    for (let index = 0; index < 5; index++) await appendTurn(turnOf(owner, conversation));
    const newest = await readMessagePage(owner, conversation, { before: null, limit: 4 });
    expect(newest?.messages.map((message) => message.seq)).toEqual([7, 8, 9, 10]);
    expect(newest?.lastEventSeq).toBe(11);
    const older = await readMessagePage(owner, conversation, { before: 7, limit: 10 });
    expect(older?.messages.map((message) => message.seq)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('shows another person nothing', async () => {
    const [owner, other] = [await createPerson(), await createPerson()];
    const conversation = await openConversation(owner);
    const turn = await appendTurn(turnOf(owner, conversation));
    expect(await findConversation(other, conversation)).toBeNull();
    expect(await listConversations(other, { limit: 10, before: null })).toEqual([]);
    expect(await readMessagePage(other, conversation, { before: null, limit: 10 })).toBeNull();
    expect(await readMessages(other, [turn.message.id])).toEqual([]);
    expect(await readBranch(other, conversation, undefined, 10)).toEqual([]);
    expect(await readEvents(other, conversation, 0, 10)).toEqual([]);
    expect(await changeConversation(other, conversation, { title: 'mine' }, null)).toBeNull();
    expect(await selectLeaf(other, conversation, turn.message.id, null)).toBeNull();
    expect(await removeConversation(other, conversation, null)).toBeNull();
  });

  it('lists by latest change with a stable cursor', async () => {
    const owner = await createPerson();
    const ids = [];
    for (let index = 0; index < 5; index++) ids.push(await openConversation(owner));
    // Times are kept to the millisecond.
    await new Promise((resolve) => setTimeout(resolve, 5));
    await appendTurn(turnOf(owner, ids[0] ?? ''));
    const first = await listConversations(owner, { limit: 3, before: null });
    const last = first.at(-1);
    const rest = await listConversations(owner, {
      limit: 3,
      before: last ? { updatedAt: new Date(last.updated_at), id: last.id } : null,
    });
    expect(first[0]?.id).toBe(ids[0]);
    expect([...first, ...rest].map((row) => row.id).sort()).toEqual([...ids].sort());
  });

  it('leaves a tombstone when a conversation is deleted', async () => {
    const owner = await createPerson();
    const conversation = await openConversation(owner);
    await appendTurn(turnOf(owner, conversation));
    expect(await removeConversation(owner, conversation, null)).toEqual({ assetIds: [] });
    expect(await findConversation(owner, conversation)).toBeNull();
    expect(await codeOf(appendTurn(turnOf(owner, conversation)))).toBe('conversation.not_found');
    expect((await readEvents(owner, conversation, 0, 10)).at(-1)?.type).toBe('conversation.deleted');
  });
});
