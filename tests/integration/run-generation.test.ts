import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SendMessageBody } from '@/lib/contracts';
import { createConversation } from '@/lib/flows/create-conversation';
import { deleteConversation } from '@/lib/flows/delete-conversation';
import { followRun } from '@/lib/flows/follow-run';
import { listMessages } from '@/lib/flows/list-messages';
import { sendMessage } from '@/lib/flows/send-message';
import { parseFrames } from '@/lib/generation/frame';
import { AppError, newId } from '@/lib/kernel';
import type { AnswerPart, AnswerRequest } from '@/lib/models';
import { db } from '@/lib/platform/db';
import { createPerson } from '../support/integration';
import { useMedia } from '../support/media';
import { solidPicture } from '../support/solid-picture';
import { waitFor } from '../support/wait-for';

type Engine = (request: AnswerRequest) => AsyncGenerator<AnswerPart>;
const script = vi.hoisted(() => ({
  engine: null as Engine | null,
  beforeAppending: async () => {},
  beforeClosing: () => {},
}));

vi.mock('@/lib/models', async (original) => ({
  ...(await original<typeof import('@/lib/models')>()),
  streamAnswer: (request: AnswerRequest) => script.engine?.(request),
}));
vi.mock('@/lib/conversation', async (original) => {
  const real = await original<typeof import('@/lib/conversation')>();
  const closeRun: typeof real.closeRun = async (...given) => {
    script.beforeClosing();
    return real.closeRun(...given);
  };
  const appendTurn: typeof real.appendTurn = async (...given) => {
    await script.beforeAppending();
    return real.appendTurn(...given);
  };
  return { ...real, appendTurn, closeRun };
});

const media = useMedia();
let ownerId: string;
let conversationId: string;

beforeEach(async () => {
  script.beforeAppending = async () => {};
  script.beforeClosing = () => {};
  ownerId = await createPerson();
  conversationId = (await createConversation({ ownerId, origin: null })).id;
});

function send(engine: Engine, change: Partial<SendMessageBody> = {}) {
  script.engine = engine;
  return sendMessage({
    ...{ id: newId(), content: 'hello', attachments: [], silent_delivery: false },
    ...{ ownerId, conversationId, channel: 'web', origin: null },
    ...change,
  });
}

/** The stream of a run from its beginning, read to the end. */
async function readRun(runId: string) {
  const text = await (await followRun({ ownerId, runId, after: 0 })).text();
  const [frames = '', rest] = text.split('data: [DONE]\n\n');
  return { chunks: parseFrames(frames).map(({ chunk }) => chunk), isDone: rest === '' };
}

const readMessage = async (id: string) =>
  (await listMessages(ownerId, conversationId, {})).messages.find((message) => message.id === id);

async function* drawThenSay(): AsyncGenerator<AnswerPart> {
  yield { type: 'file', mediaType: 'image/png', bytes: await solidPicture('#c33'), prompt: 'red' };
  yield { type: 'text-delta', text: 'Here it is.' };
  yield { type: 'finish', reason: 'stop' };
}

describe('a message sent twice', () => {
  it('is answered the second time with what has become of it, pictures too', async () => {
    const id = newId();
    const first = await send(drawThenSay, { id });
    const { chunks } = await readRun(first.run.id);
    expect(chunks.at(-1)).toMatchObject({ type: 'finish', messageMetadata: { status: 'complete' } });
    const again = await send(drawThenSay, { id, content: 'something else' });
    expect(again.agent_message.media_urls).toHaveLength(1);
    expect(again.agent_message).toEqual(await readMessage(first.agent_message.id));
    expect(again.message).toEqual(first.message);
    expect(again.run).toMatchObject({ id: first.run.id, status: 'complete' });
  });

  it('is not refused for what has changed since', async () => {
    const id = newId();
    const first = await send(drawThenSay, { id });
    await readRun(first.run.id);
    for (const change of [{ model: 'nobody/nothing' }, { attachments: [newId()] }, { parent_id: newId() }])
      expect((await send(drawThenSay, { id, ...change })).run.id).toBe(first.run.id);
    await deleteConversation(ownerId, conversationId, null);
    await expect(send(drawThenSay, { id })).rejects.toMatchObject({ code: 'conversation.not_found' });
  });
});

describe('a title', () => {
  it('does not end within a character', async () => {
    const sent = await send(drawThenSay, { content: `${'a'.repeat(58)}👋👋 and so on` });
    await readRun(sent.run.id);
    const row = await db().conversation.findUnique({ where: { id: conversationId } });
    expect(row?.title).toBe(`${'a'.repeat(58)}…`);
  });
});

describe('a picture that is drawn for nobody', () => {
  it('is not kept when the conversation is deleted meanwhile', async () => {
    const before = await media.listFiles();
    let deleted = () => {};
    const isDeleted = new Promise<void>((resolve) => {
      deleted = resolve;
    });
    const sent = await send(async function* () {
      yield { type: 'text-delta', text: 'Drawing …' };
      await isDeleted;
      yield* drawThenSay();
    });
    const over = readRun(sent.run.id);
    // The stop that goes before is not heard, as by a process that is busy.
    await db().$executeRaw`update runs set status = 'partial' where id = ${sent.run.id}::uuid`;
    await deleteConversation(ownerId, conversationId, null);
    deleted();
    expect((await over).isDone).toBe(true);
    expect(await db().mediaAsset.count({ where: { owner_id: ownerId } })).toBe(0);
    expect((await media.listFiles()).filter((file) => !before.includes(file))).toEqual([]);
  });
});

describe('the end of an answer', () => {
  it('comes to its readers also when it cannot be written', async () => {
    const sent = await send(async function* () {
      yield { type: 'text-delta', text: 'So far' };
    });
    script.beforeClosing = () => {
      throw new AppError({ code: 'test.refused', kind: 'internal', publicMessage: 'Never.' });
    };
    vi.spyOn(process.stderr, 'write').mockReturnValueOnce(true);
    const { chunks, isDone } = await readRun(sent.run.id);
    expect(isDone).toBe(true);
    // Nothing is claimed that the database does not say: whoever comes back hears it from the reaper.
    expect(chunks.map((chunk) => chunk.type)).not.toContain('finish');
    expect((await readMessage(sent.agent_message.id))?.status).toMatch(/pending|streaming/);
  });

  it('comes when a provider never ends', async () => {
    let left = false;
    const sent = await send(async function* () {
      try {
        for (;;) yield { type: 'text-delta', text: 'x'.repeat(500_000) };
      } finally {
        left = true;
      }
    });
    const message = await waitFor(async () => {
      const row = await readMessage(sent.agent_message.id);
      return row?.status === 'partial' ? row : null;
    });
    expect(left).toBe(true);
    expect(message.metadata.error?.code).toBe('generation.too_long');
    expect(message.content?.length).toBeLessThan(3_000_000);
  });

  it('comes whatever characters the model used', async () => {
    const sent = await send(async function* () {
      yield { type: 'reasoning-delta', text: 'half \ud83d, ' };
      yield { type: 'text-delta', text: 'nothing: \0.' };
      yield { type: 'finish', reason: 'stop' };
    });
    const { chunks } = await readRun(sent.run.id);
    expect(chunks.at(-1)).toMatchObject({ type: 'finish', messageMetadata: { status: 'complete' } });
    expect(await readMessage(sent.agent_message.id)).toMatchObject({ content: 'nothing: .' });
  });
});

describe('the model', () => {
  it('is given the answer before this one, also when that one ended a moment ago', async () => {
    let end = () => {};
    const mayEnd = new Promise<void>((resolve) => {
      end = resolve;
    });
    const first = await send(async function* () {
      yield { type: 'text-delta', text: 'The first answer.' };
      await mayEnd;
      yield { type: 'finish', reason: 'stop' };
    });
    const hasBecome = (status: string) => async () =>
      (await readMessage(first.agent_message.id))?.status === status;
    await waitFor(hasBecome('streaming'));
    // By now the history of the second message was read, with an answer that had not ended.
    script.beforeAppending = async () => {
      end();
      await waitFor(hasBecome('complete'));
    };
    let given: AnswerRequest['messages'] = [];
    const second = await send(async function* (request) {
      given = request.messages;
      yield { type: 'text-delta', text: 'The second.' };
      yield { type: 'finish', reason: 'stop' };
    });
    await readRun(second.run.id);
    expect(given.find(({ role }) => role === 'assistant')?.parts).toEqual([
      { type: 'text', text: 'The first answer.' },
    ]);
  });
});
