import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as messagesRoute from '@/app/api/conversations/[id]/messages/route';
import * as approveRoute from '@/app/api/jobs/[id]/approve/route';
import * as denyRoute from '@/app/api/jobs/[id]/deny/route';
import { createAccount, createApiKey } from '@/lib/accounts';
import type { Message, SendMessageBody, SendMessageResult, StreamChunk } from '@/lib/contracts';
import { createConversation } from '@/lib/flows/create-conversation';
import { listMessages } from '@/lib/flows/list-messages';
import { parseFrames } from '@/lib/generation/frame';
import { newId } from '@/lib/kernel';
import { db } from '@/lib/platform/db';
import { startOpenAiReplica } from '../fakes/openai-replica';
import { call, PASSWORD, SECRET, SITE, signedIn } from '../support/accounts';
import { drawDots, useJobWorker, useWorkshop } from '../support/jobs';
import { auditedMicros, setBudgets, sums } from '../support/ledger';
import { useMedia } from '../support/media';
import { waitFor } from '../support/wait-for';

const replica = await startOpenAiReplica();
useMedia({
  ...{ OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: replica.url, DEFAULT_MODEL: 'openai/gpt-4.1' },
  ...{ APP_URL: SITE, NEXTAUTH_SECRET: SECRET },
});
const workshop = useWorkshop();
useJobWorker();

/** Six pictures at once, on a machine that is busy otherwise. */
const PATIENCE_MS = 40_000;

let ada: { id: string; browser: Record<string, string>; program: Record<string, string> };
let conversationId: string;

beforeAll(() => vi.stubEnv('NEXTAUTH_URL', SITE));
beforeEach(async () => {
  replica.script();
  replica.requests.length = 0;
  workshop.get().script = drawDots;
  workshop.get().orders.length = 0;
  const person = await createAccount({ email: `${newId()}@example.org`, password: PASSWORD });
  const { key } = await createApiKey(person.id, 'test');
  const browser = (await signedIn(person)).headers;
  ada = { id: person.id, browser, program: { authorization: `Bearer ${key}` } };
  conversationId = (await createConversation({ ownerId: person.id, origin: null })).id;
  await setBudgets({ scope: 'person', period: 'day', limit_micros: 100_000 });
});
/** Whatever happened: nothing is left aside, and what was charged is what the audit log says. */
afterEach(async () => {
  await waitFor(async () => (await sums(ada.id)).reserved === 0, PATIENCE_MS);
  expect(await auditedMicros(ada.id)).toBe((await sums(ada.id)).settled);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await replica.close();
});

const path = () => `/api/conversations/${conversationId}/messages`;
const post = (headers: Record<string, string>, body: Partial<SendMessageBody>) =>
  call(messagesRoute.POST, path(), {
    ...{ headers, params: { id: conversationId } },
    body: { id: newId(), content: 'hello', ...body },
  });
/** Each a picture of its own: of the same one in flight there is no second. */
const picture = (): Partial<SendMessageBody> => {
  const prompt = `a fox ${newId()}`;
  return { content: prompt, tool: { id: 'generate_image', parameters: { prompt } } };
};

/** As the page sends: the answer is the stream. */
async function sendFromPage(body: Partial<SendMessageBody>): Promise<StreamChunk[]> {
  const response = await post({ ...ada.browser, accept: 'text/event-stream' }, body);
  expect(response.status).toBe(200);
  const text = await response.text();
  return parseFrames(text.split('data: [DONE]')[0] ?? '').map(({ chunk }) => chunk);
}
/** As a program sends: the answer is looked at when it has ended. */
async function sendFromProgram(body: Partial<SendMessageBody>): Promise<Message> {
  const response = await post(ada.program, body);
  expect(response.status).toBe(202);
  const { run } = (await response.json()) as SendMessageResult;
  return waitFor(async () => {
    const { messages } = await listMessages(ada.id, conversationId, {});
    const answer = messages.find(({ id }) => id === run.message_id);
    return answer && !['pending', 'streaming'].includes(answer.status) ? answer : null;
  }, PATIENCE_MS);
}
const errorsOf = (chunks: StreamChunk[]) =>
  chunks.flatMap((chunk) => (chunk.type === 'error' ? [chunk.errorText] : []));
const drawn = () => workshop.get().orders.filter(({ use }) => use === 'image').length;

const refusal =
  'This would cost about $0.04, and $0.02 of your $0.10 for today is left. Ask the administrator, or wait until tomorrow.';

describe('a budget of $0.10', () => {
  it('stops the picture that would pass it, in the page, with the figures', async () => {
    expect(errorsOf(await sendFromPage(picture()))).toEqual([]);
    expect(errorsOf(await sendFromPage(picture()))).toEqual([]);
    expect(errorsOf(await sendFromPage(picture()))).toEqual([refusal]);
    expect(drawn()).toBe(2);
    expect(await sums(ada.id)).toMatchObject({ settled: 80_000, reserved: 0 });
    const { messages } = await listMessages(ada.id, conversationId, {});
    expect(messages.at(-1)).toMatchObject({
      ...{ status: 'failed', jobs: [], media_urls: [] },
      metadata: { error: { code: 'ledger.budget_exceeded', message: refusal, retryable: false } },
    });
  }, 60_000);

  it('stops it for programs, and lets it through the next day', async () => {
    for (let count = 1; count <= 2; count += 1)
      expect((await sendFromProgram(picture())).status).toBe('complete');
    expect(await sendFromProgram(picture())).toMatchObject({
      status: 'failed',
      metadata: { error: { code: 'ledger.budget_exceeded', message: refusal } },
    });
    expect(drawn()).toBe(2);
    await db().$executeRaw`update ledger_entries set created_at = created_at - interval '1 day'`;
    expect((await sendFromProgram(picture())).status).toBe('complete');
    expect(drawn()).toBe(3);
  }, 60_000);

  it('lets exactly as many through as it has room for, however many are sent at once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => sendFromProgram(picture())));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual(['complete', 'complete', 'failed', 'failed', 'failed', 'failed']);
    expect(drawn()).toBe(2);
  }, 60_000);

  it('is not touched by a picture that could not be made', async () => {
    workshop.get().script = () => ({
      error: { code: 'models.refused', message: 'Not this one.', retryable: false },
    });
    for (let count = 1; count <= 3; count += 1)
      expect((await sendFromProgram(picture())).metadata.error).toMatchObject({ code: 'models.refused' });
    expect(await sums(ada.id)).toEqual({ reserved: 0, settled: 0, entries: 3 });
    workshop.get().script = drawDots;
    expect((await sendFromProgram(picture())).status).toBe('complete');
    expect((await sums(ada.id)).settled).toBe(40_000);
  }, 60_000);

  it('stops a film when it is approved, before anybody is asked for it', async () => {
    const prompt = 'a fox runs';
    const answer = await sendFromProgram({ tool: { id: 'generate_video', parameters: { prompt } } });
    const [job] = answer.jobs;
    expect(job).toMatchObject({ status: 'awaiting_consent', quote_micros: 1_200_000 });
    const response = await call(approveRoute.POST, `/api/jobs/${job?.id}/approve`, {
      ...{ headers: ada.program, params: { id: job?.id ?? '' }, method: 'POST' },
    });
    expect(response.status).toBe(403);
    expect((await response.json()).error).toMatchObject({
      code: 'ledger.budget_exceeded',
      message: expect.stringMatching(
        /^This would cost about \$1\.20, and \$0\.10 of your \$0\.10 for today is left/,
      ),
    });
    expect(workshop.get().orders).toEqual([]);
  });
});

it('notes in the audit log that a film was denied, which costs nothing', async () => {
  const prompt = 'a fox runs away';
  const { jobs } = await sendFromProgram({ tool: { id: 'generate_video', parameters: { prompt } } });
  const id = jobs[0]?.id ?? '';
  const denied = { headers: ada.program, params: { id }, method: 'POST' };
  for (let twice = 1; twice <= 2; twice += 1)
    expect((await call(denyRoute.POST, `/api/jobs/${id}/deny`, denied)).status).toBe(200);
  const notes = await db().auditEntry.findMany({ where: { subject: id } });
  expect(notes).toMatchObject([
    {
      ...{ action: 'generation.denied', owner_id: ada.id },
      details: { tool: 'generate_video', outcome: 'denied', cost_micros: 0, parameters: { prompt } },
    },
  ]);
});

describe('an answer', () => {
  it('that would pass a budget is refused before its model hears of it, in the page and for programs', async () => {
    await setBudgets({ scope: 'person', period: 'day', limit_micros: 100 });
    const sentence = /^This would cost about \$0\.\d+, and \$0\.0001 of your \$0\.0001 for today is left\./;
    const [error] = errorsOf(await sendFromPage({ content: 'hello' }));
    expect(error).toMatch(sentence);
    expect(await sendFromProgram({ content: 'hello' })).toMatchObject({
      ...{ status: 'failed', content: null },
      metadata: { error: { code: 'ledger.budget_exceeded', message: expect.stringMatching(sentence) } },
    });
    expect(replica.requests).toEqual([]);
    expect((await sums(ada.id)).entries).toBe(0);
  });

  it('is charged by what its provider reports, once', async () => {
    const answer = await sendFromProgram({ content: 'hello' });
    expect(answer.status).toBe('complete');
    const [entry, ...others] = await db().ledgerEntry.findMany({ where: { owner_id: ada.id } });
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ kind: 'text', status: 'settled', is_estimate: false });
    expect(entry?.settled_micros).toBe(BigInt(answer.metadata.cost_micros ?? -1));
    expect(Number(entry?.settled_micros)).toBeGreaterThan(0);
    expect(Number(entry?.settled_micros)).toBeLessThan(Number(entry?.reserved_micros));
  });

  it('costs nothing when its provider failed and the built-in engine stood in', async () => {
    replica.script(...Array.from({ length: 20 }, () => ({ fault: '401' }) as const));
    expect(await sendFromProgram({ content: 'hello' })).toMatchObject({
      metadata: { model_used: 'studio/studio', cost_micros: 0 },
    });
    const [entry] = await db().ledgerEntry.findMany({ where: { owner_id: ada.id } });
    expect(entry).toMatchObject({ model: 'studio/studio', settled_micros: 0n });
    expect(Number(entry?.reserved_micros)).toBeGreaterThan(0);
  });
});
