import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { followRun } from '@/lib/flows/follow-run';
import { retryMessage } from '@/lib/flows/retry-message';
import { stopRun } from '@/lib/flows/stop-run';
import { listJobsOf } from '@/lib/flows/tools/read-jobs';
import { parseFrames } from '@/lib/generation/frame';
import { db } from '@/lib/platform/db';
import { startOpenAiReplica } from '../fakes/openai-replica';
import { type Answered, createTalk, type Talk } from '../support/ask-in-conversation';
import { drawDots, useJobWorker, useWorkshop } from '../support/jobs';
import { useMedia } from '../support/media';
import { createGate } from '../support/prepare';
import { waitFor } from '../support/wait-for';

const replica = await startOpenAiReplica();
useMedia({ OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: replica.url, DEFAULT_MODEL: 'openai/gpt-4.1' });
const workshop = useWorkshop();
useJobWorker();
afterAll(() => replica.close());

let talk: Talk;
beforeEach(async () => {
  replica.script();
  talk = await createTalk();
});
const ask: Talk['ask'] = (...given) => talk.ask(...given);

const typesOf = ({ chunks }: Answered) => chunks.map(({ type }) => type);
/** What the model was told last. */
const lastPrompt = () => JSON.stringify(replica.requests.at(-1)?.body);

describe('a model with tools', () => {
  it('draws what is asked for, shows it, and changes the newest picture when asked to', async () => {
    const fox = await ask('Draw a fox');
    expect(fox.status).toBe('complete');
    expect(fox.jobs).toMatchObject([{ tool: 'generate_image', status: 'complete' }]);
    expect(fox.media_urls).toMatchObject([{ type: 'image', source: 'generated' }]);
    const [picture] = fox.media_urls;
    expect(typesOf(fox)).toEqual(expect.arrayContaining(['data-job', 'file', 'data-asset', 'text-delta']));
    expect(fox.chunks.find(({ type }) => type === 'data-asset')).toMatchObject({ id: picture?.id });
    expect(lastPrompt()).toContain(`Made the picture ${picture?.id}`);

    const blue = await ask('make it blue');
    expect(blue.jobs).toMatchObject([{ tool: 'edit_image', status: 'complete', source_ids: [picture?.id] }]);
    expect(blue.media_urls).toMatchObject([{ derived_from: picture?.id, version: 2 }]);
    // The model was told the picture's name, so that it can tell it from others.
    expect(lastPrompt()).toContain(`[Picture ${picture?.id}, made by you]`);
    expect(await db().job.count({ where: { conversation_id: talk.conversationId } })).toBe(2);
  });

  it('works on the picture that came with the message, rather than the newest', async () => {
    await ask('Draw a fox');
    const { media_urls: first } = await ask('Draw a hare');
    const { media_urls: second } = await ask('Draw a boat');
    expect(first[0]?.id).not.toBe(second[0]?.id);
    const edited = await ask('make it blue', { attachments: [first[0]?.id ?? ''] });
    expect(edited.jobs[0]?.source_ids).toEqual([first[0]?.id]);
  });

  it('asks for consent before a film, and answers without waiting for it', async () => {
    const answer = await ask('I want a film of the sea');
    expect(answer.status).toBe('complete');
    expect(answer.jobs).toMatchObject([{ tool: 'generate_video', status: 'awaiting_consent' }]);
    expect(lastPrompt()).toContain('The person is asked first');
  });

  it('is told what was wrong with a call, and can mend it', async () => {
    replica.script(
      { calls: [{ tool: 'generate_image', input: { count: 9 } }] },
      { calls: [{ tool: 'fly_away', input: {} }], goesOn: true },
      { text: 'That did not work.' },
    );
    const answer = await ask('hello');
    expect(answer).toMatchObject({ status: 'complete', content: 'That did not work.', jobs: [] });
    expect(lastPrompt()).toContain('There is no such tool.');
    expect(lastPrompt()).toContain('prompt');
  });

  it('is not replaced by another one once its thoughts were shown', async () => {
    const fails = { fault: '400' } as const;
    replica.script({ reasoning: 'I could fly.', calls: [{ tool: 'fly_away', input: {} }] }, fails, fails);
    const answer = await ask('hello');
    expect(answer.metadata).toMatchObject({ reasoning: 'I could fly.', model_used: 'openai/gpt-4.1' });
    expect(answer).toMatchObject({ status: 'failed', content: null });
  });

  it('is ended after eight rounds', async () => {
    const before = replica.requests.length;
    replica.script(
      ...Array.from({ length: 20 }, (_, index) => ({
        ...{ calls: [{ tool: 'search_web', input: { query: `round ${index}` } }], goesOn: true },
      })),
    );
    const answer = await ask('hello');
    expect(replica.requests.length - before).toBe(8);
    expect(answer.status).toBe('complete');
    expect(answer.jobs).toHaveLength(7);
    expect(answer.metadata.notice).toContain('enough for one answer');
  });

  it('numbers the sources of several searches through', async () => {
    replica.script(
      { calls: [{ tool: 'search_web', input: { query: 'foxes' } }] },
      { text: 'Foxes are red [1].' },
    );
    const answer = await ask('hello');
    expect(answer.metadata.citations).toMatchObject([{ number: 1 }]);
    expect(typesOf(answer)).toContain('data-citations');
  });

  it('is followed by whoever comes while a job runs, from where they were', async () => {
    const gate = createGate();
    workshop.get().script = async (order) => {
      await gate.opened;
      return drawDots(order);
    };
    const { ownerId } = talk;
    const sent = await talk.send('Draw a fox');
    await waitFor(async () => (await listJobsOf(ownerId, [sent.run.message_id])).size > 0);
    // Somebody who has the first two chunks, as a page that was reloaded.
    const read = (await followRun({ ownerId, runId: sent.run.id, after: 2 })).text();
    gate.open();
    workshop.get().script = drawDots;
    const types = parseFrames((await read).split('data: [DONE]')[0] ?? '').map(({ chunk }) => chunk.type);
    expect(types).not.toContain('start');
    expect(types).toEqual(expect.arrayContaining(['data-job', 'file', 'data-asset', 'text-delta', 'finish']));
    expect((await talk.read(sent)).media_urls).toHaveLength(1);
  });

  it('waits for a job no longer when it is stopped, and the job ends with it', async () => {
    const gate = createGate();
    workshop.get().script = async (order) => {
      await gate.opened;
      return drawDots(order);
    };
    const { ownerId } = talk;
    const sent = await talk.send('Draw a fox [[ttft:50]]');
    const job = await waitFor(
      async () => (await listJobsOf(ownerId, [sent.run.message_id])).get(sent.run.message_id)?.[0],
    );
    expect(await stopRun(ownerId, sent.run.id)).toMatchObject({ status: 'cancelled' });
    gate.open();
    workshop.get().script = drawDots;
    const ended = await waitFor(async () => {
      const row = await db().job.findUnique({ where: { id: job.id } });
      return row && !['queued', 'running'].includes(row.status) ? row : null;
    });
    expect(ended.status).toBe('cancelled');
  });
});

describe('a tool called by a person', () => {
  it('runs without a model, is kept with the message, and again on retry', async () => {
    const before = replica.requests.length;
    const sent = await talk.send('a red fox', { tool: { id: 'generate_image', parameters: {} } });
    const answer = await talk.read(sent);
    expect(sent.message.metadata.tool_call).toEqual({
      id: 'generate_image',
      parameters: { prompt: 'a red fox' },
    });
    expect(answer).toMatchObject({ status: 'complete', content: null, media_urls: [{ type: 'image' }] });
    expect(replica.requests.length).toBe(before);
    const retried = await retryMessage({
      ...{ ownerId: talk.ownerId, messageId: answer.id, channel: 'web', origin: null },
    });
    const again = await talk.read(retried);
    expect(again.jobs).toMatchObject([{ tool: 'generate_image', parameters: { prompt: 'a red fox' } }]);
    expect(replica.requests.length).toBe(before);
  });

  it('is refused with a sentence when its parameters are wrong', async () => {
    const call = { id: 'generate_image' as const, parameters: { prompt: 'x', count: 99 } };
    await expect(talk.send('x', { tool: call })).rejects.toMatchObject({
      code: 'tools.invalid_parameters',
      publicMessage: expect.stringContaining('count'),
    });
    expect(await db().message.count({ where: { conversation_id: talk.conversationId } })).toBe(0);
  });

  it('answers a search with its words and sources', async () => {
    const answer = await ask('foxes', { tool: { id: 'search_web', parameters: {} } });
    expect(answer).toMatchObject({ status: 'complete', content: expect.stringContaining('[1]') });
    expect(answer.metadata.citations).toHaveLength(1);
  });
});
