import { beforeEach, describe, expect, it, vi } from 'vitest';
import { appendTurn, closeRun, findConversation, readEvents } from '@/lib/conversation';
import { authorizeRealtime } from '@/lib/flows/authorize-realtime';
import { checkReadiness } from '@/lib/flows/check-health';
import { createConversation } from '@/lib/flows/create-conversation';
import { deleteConversation } from '@/lib/flows/delete-conversation';
import { followRun } from '@/lib/flows/follow-run';
import { listConversations } from '@/lib/flows/list-conversations';
import { updateConversation } from '@/lib/flows/update-conversation';
import { newId } from '@/lib/kernel';
import { listAssets, sweepAbandoned, useStorage } from '@/lib/media';
import { db } from '@/lib/platform/db';
import { createMemoryStorage } from '../fakes/memory-storage';
import { createPerson } from '../support/integration';
import { send as sendFile, useMedia } from '../support/media';

const media = vi.hoisted(() => ({ isAway: false }));

vi.mock('@/lib/media', async (original) => {
  const real = await original<typeof import('@/lib/media')>();
  const deleteUnusedAssets: typeof real.deleteUnusedAssets = async (...given) => {
    if (media.isAway) throw new Error('The database is away.');
    return real.deleteUnusedAssets(...given);
  };
  return { ...real, deleteUnusedAssets };
});

useMedia({
  EMBEDDED_PUSHER_APP_ID: 'a',
  EMBEDDED_PUSHER_KEY: 'k',
  EMBEDDED_PUSHER_SECRET: 's',
  REALTIME_PORT: '1',
});

let ownerId: string;
let conversationId: string;
beforeEach(async () => {
  ownerId = await createPerson();
  conversationId = (await createConversation({ ownerId, origin: null })).id;
});

const upload = (content: string) => sendFile(ownerId, Buffer.from(content));

const sendTurn = (assetIds: string[] = []) =>
  appendTurn({
    ...{ ownerId, conversationId, messageId: newId(), agentMessageId: newId(), runId: newId() },
    ...{ content: 'hello', assetIds, messageType: 'text', mediaUrl: null, parentId: undefined },
    ...{
      channel: 'web',
      silent: false,
      toolCall: null,
      model: 'studio/studio',
      holder: 'test:1:1',
      title: null,
      origin: null,
    },
  });

describe('a page of conversations', () => {
  it('is refused for a cursor that no page gave out, whatever it is', async () => {
    const cursors = [
      'x',
      '_',
      `2026-01-01_${newId()}`,
      `-271821-04-20T00:00:00.000Z_${newId()}`,
      `0000-01-01T00:00:00.000Z_${newId()}`,
      `2026-13-45T00:00:00.000Z_${newId()}`,
      '2026-01-01T00:00:00.000Z_\0',
    ];
    for (const before of cursors)
      await expect(listConversations(ownerId, { before })).rejects.toMatchObject({ code: 'request.invalid' });
    const [row] = (await listConversations(ownerId, {})).conversations;
    expect(await listConversations(ownerId, { before: `${row?.updated_at}_${row?.id}` })).toEqual({
      conversations: [],
      next_before: null,
    });
  });
});

describe('the stream of a run', () => {
  it('is whole for a number that is none, and ends for one beyond all frames', async () => {
    const { run, agentMessage } = await sendTurn();
    await db().$executeRaw`insert into run_chunks (run_id, seq_from, seq_to, frames)
      values (${run.id}::uuid, 1, 1, ${'id: 1\ndata: {"type":"start-step"}\n\n'})`;
    const end = { status: 'complete', content: null, metadata: {}, error: null } as const;
    await closeRun(ownerId, { id: run.id, messageId: agentMessage.id }, end);
    const read = async (after: number) => (await followRun({ ownerId, runId: run.id, after })).text();
    const theEnd = 'data: {"type":"finish","messageMetadata":{"status":"complete"}}\n\ndata: [DONE]\n\n';
    for (const after of [Number.NaN, -5, 0.5, Number.POSITIVE_INFINITY])
      expect(await read(after)).toBe(`id: 1\ndata: {"type":"start-step"}\n\n${theEnd}`);
    expect(await read(Number.MAX_SAFE_INTEGER)).toBe(theEnd);
  });
});

describe('a change of several things', () => {
  it('is made whole or not at all', async () => {
    const change = { title: 'Renamed', active_leaf_id: newId() };
    await expect(
      updateConversation({ ...change, ownerId, conversationId, origin: null }),
    ).rejects.toMatchObject({ code: 'conversation.message_not_found' });
    expect((await findConversation(ownerId, conversationId))?.title).toBeNull();
    expect(await readEvents(ownerId, conversationId, 0, 10)).toHaveLength(1);
  });
});

describe('permission to hear a channel', () => {
  const ask = (body: string) =>
    authorizeRealtime(ownerId, new Request('http://localhost/', { method: 'POST', body }));
  const form = (channel: string) => `socket_id=1.2&channel_name=${channel}`;

  it('is given for the own channel alone', async () => {
    expect(await ask(form(`private-person-${ownerId}`))).toMatchObject({ auth: expect.any(String) });
    await expect(ask(form(`private-person-${await createPerson()}`))).rejects.toMatchObject({
      code: 'realtime.forbidden',
    });
  });

  it('is refused without reading a body that no client sends', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 1_000) controller.error(new Error('Read to the end.'));
        else controller.enqueue(new Uint8Array(10_000));
      },
    });
    const request = new Request('http://localhost/', {
      method: 'POST',
      body: endless,
      duplex: 'half',
    } as RequestInit);
    await expect(authorizeRealtime(ownerId, request)).rejects.toMatchObject({ code: 'realtime.forbidden' });
    expect(sent).toBeLessThan(10);
  });
});

describe('deleting a conversation', () => {
  it('holds when its files cannot be deleted at that moment: the sweep deletes them', async () => {
    const [asset, unsent] = [await upload('a note'), await upload('another')];
    await sendTurn([asset.id]);
    media.isAway = true;
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await deleteConversation(ownerId, conversationId, null);
    vi.restoreAllMocks();
    media.isAway = false;
    expect(await findConversation(ownerId, conversationId)).toBeNull();
    expect(await listAssets(ownerId, [asset.id, unsent.id])).toHaveLength(2);
    await sweepAbandoned();
    expect(await listAssets(ownerId, [asset.id, unsent.id])).toEqual([unsent]);
  });
});

describe('readiness', () => {
  it('is looked at once for all who ask together', async () => {
    const storage = createMemoryStorage();
    const looked = vi.spyOn(storage, 'check');
    useStorage(storage);
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const answers = await Promise.all(Array.from({ length: 20 }, () => checkReadiness()));
    vi.restoreAllMocks();
    useStorage(undefined);
    expect(answers[0]?.map(({ name }) => name)).toEqual(['database', 'storage', 'realtime', 'worker']);
    expect(new Set(answers).size).toBe(1);
    expect(looked).toHaveBeenCalledOnce();
  });
});
