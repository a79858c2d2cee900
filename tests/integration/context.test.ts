import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as messagesRoute from '@/app/api/conversations/[id]/messages/route';
import { createApiKey } from '@/lib/accounts';
import type { SendMessageResult } from '@/lib/contracts';
import { deleteMessage } from '@/lib/flows/delete-message';
import { summariseBranch, summaryJob } from '@/lib/flows/summarise-branch';
import { newId } from '@/lib/kernel';
import { db } from '@/lib/platform/db';
import { type Queue, startQueue } from '@/lib/platform/queue';
import { startOpenAiReplica } from '../fakes/openai-replica';
import { call } from '../support/accounts';
import { createTalk, type Talk } from '../support/ask-in-conversation';
import { useMedia } from '../support/media';
import { upload } from '../support/prepare';
import { waitFor } from '../support/wait-for';

const replica = await startOpenAiReplica();
/** It does not say how much it reads. */
const local = { LOCAL_OPENAI_BASE_URL: replica.url, LOCAL_OPENAI_MODELS: 'qwen3:8b' };
useMedia({
  OPENAI_API_KEY: 'a-key',
  OPENAI_BASE_URL: replica.url,
  DEFAULT_MODEL: 'openai/gpt-4.1',
  ...local,
});
let queue: Queue;
beforeAll(async () => {
  queue = await startQueue();
  await queue.work(summaryJob, summariseBranch, async () => {});
});
afterAll(async () => {
  await queue.stop(1_000);
  await replica.close();
});

let talk: Talk;
beforeEach(async () => {
  replica.script();
  talk = await createTalk();
});
const lastPrompt = () => JSON.stringify(replica.requests.at(-1)?.body);

/** Puts a long conversation there, as if it had been held; returns the ids of its messages. */
async function talkLong(count: number, words = ''): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  const { ownerId: owner_id, conversationId: conversation_id } = talk;
  await db().message.createMany({
    data: ids.map((id, index) => ({
      ...{ id, owner_id, conversation_id, seq: BigInt(index + 1), parent_id: ids[index - 1] ?? null },
      ...{ sender_type: index % 2 === 0 ? 'user' : 'agent', sender_channel: 'web', status: 'complete' },
      content: `Word number ${index}.${words}`,
    })),
  });
  await db().conversation.update({
    where: { id: conversation_id },
    data: { message_seq: BigInt(count), active_leaf_id: ids.at(-1) ?? null },
  });
  return ids;
}
const summaries = () => db().branchSummary.findMany({ where: { conversation_id: talk.conversationId } });

describe('a long conversation', () => {
  it('is summed up in the background, and the summary stands for what it covers', async () => {
    const ids = await talkLong(90);
    replica.script({ text: 'Noted.' }, { text: 'They counted words.' });
    const first = await talk.ask('And now?');
    expect(first.metadata.context).toMatchObject({ messages: 91, summarised_messages: 0 });
    const [summary] = await waitFor(async () => ((await summaries()).length > 0 ? summaries() : null));
    expect(summary).toMatchObject({ content: 'They counted words.', covered_messages: 52 });
    expect(summary?.upto_message_id).toBe(ids[51]);

    const second = await talk.ask('Go on.');
    expect(lastPrompt()).toContain('They counted words.');
    expect(lastPrompt()).not.toContain('Word number 51.');
    expect(lastPrompt()).toContain('Word number 52.');
    expect(second.metadata.context).toMatchObject({ messages: 41, summarised_messages: 52 });

    // Another branch, from before what the summary covers to: nothing of this one is told there.
    const elsewhere = await talk.ask('Or otherwise?', { parent_id: ids[9] ?? '' });
    expect(lastPrompt()).not.toMatch(/They counted words|Word number 10\./);
    expect(lastPrompt()).toContain('Word number 9.');
    expect(elsewhere.metadata.context).toMatchObject({ messages: 11, summarised_messages: 0 });

    // What was deleted does not live on in a summary.
    await deleteMessage(talk.ownerId, ids[30] ?? '', null);
    expect(await summaries()).toEqual([]);
  });
});

describe('a document in a long conversation', () => {
  it('goes along with as many of the newest messages as the model reads beside it', async () => {
    // Each about 10,000 tokens, together nearly what there is room for.
    await talkLong(9, 'words '.repeat(6_600));
    const note = await upload(talk.ownerId, Buffer.from('terms '.repeat(23_000)), 'terms.txt');
    const model = 'local/qwen3:8b';
    replica.script({ text: 'These.' }, { text: 'They spoke of terms.' });
    const answer = await talk.ask('Which terms?', { model, attachments: [note.id] });
    const { tokens = 0, messages = 0 } = answer.metadata.context ?? {};
    expect(tokens).toBeLessThan(128_000 * 0.75);
    expect(messages).toBeGreaterThan(4);
    expect(messages).toBeLessThan(10);
    const asked = replica.requests.map(({ body }) => JSON.stringify(body));
    expect(asked).toContainEqual(expect.stringContaining('terms terms'));
  });
});

describe('a model is told', () => {
  it('who asks and how they want answers, and nothing of other people', async () => {
    const other = await createTalk();
    await db().user.update({
      where: { id: talk.ownerId },
      data: {
        name: 'Ada',
        preferences: { about: 'I keep bees.', instructions: 'Answer in rhymes.', time_zone: 'Asia/Tokyo' },
      },
    });
    const authorization = `Bearer ${(await createApiKey(talk.ownerId, 'test')).key}`;
    const bySending = () => talk.ask('hello');
    const byRequest = async () => {
      const params = { id: talk.conversationId };
      const body = { id: newId(), content: 'hello' };
      const sent = await call(messagesRoute.POST, '/any', { params, body, headers: { authorization } });
      await talk.read((await sent.json()) as SendMessageResult);
    };
    for (const asked of [bySending, byRequest]) {
      await asked();
      expect(lastPrompt()).toContain('The person is called Ada.');
      expect(lastPrompt()).toContain('I keep bees.');
      expect(lastPrompt()).toContain('Answer in rhymes.');
      expect(lastPrompt()).toContain('(Asia/Tokyo)');
    }
    await other.ask('hello');
    expect(lastPrompt()).not.toMatch(/Ada|bees|rhymes|Tokyo/);
  });
});
