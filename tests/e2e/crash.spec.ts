import { createApiPerson, readStream, textOf } from './support/api';
import { type App, startApp } from './support/app';
import {
  answers,
  expect,
  send,
  signUp,
  storedMessages,
  test,
  waitForEnd as waitForAnswer,
} from './support/browser';

let app: App;
let person: ReturnType<typeof createApiPerson>;

test.beforeAll(async () => {
  app = await startApp();
  person = createApiPerson(app);
});

test.afterAll(() => app.remove());

const isOver = (status: string) => status !== 'pending' && status !== 'streaming';

/** Starts a long answer and waits until this much of it was shown. */
async function startLongAnswer(characters: number) {
  const conversation = await person.createConversation();
  const sent = await person.send(conversation.id, 'count to 300');
  const stream = await person.call('GET', `/api/runs/${sent.run.id}/stream`);
  return {
    conversation,
    sent,
    stream,
    shown: (chunks: Parameters<typeof textOf>[0]) => textOf(chunks).length > characters,
  };
}

async function waitForEnd(conversationId: string, messageId: string) {
  await expect(async () => {
    const message = await person.readMessage(conversationId, messageId);
    expect(isOver(message.status)).toBe(true);
  }).toPass({ timeout: 60_000 });
  return person.readMessage(conversationId, messageId);
}

async function healthy(): Promise<void> {
  await expect(async () => expect((await fetch(`${app.url}/api/health?ready`)).status).toBe(200)).toPass({
    timeout: 40_000,
  });
}

test('an answer whose web process is killed stays as partial with what had been shown, and retry works', async () => {
  const { conversation, sent, stream, shown } = await startLongAnswer(300);
  const seen = textOf(await readStream(stream, shown));
  // The log is saved every 200 ms; what is older than that is certain.
  await new Promise((resolve) => setTimeout(resolve, 400));
  process.kill((await app.processes()).web ?? 0, 'SIGKILL');
  await healthy();
  const message = await waitForEnd(conversation.id, sent.agent_message.id);
  expect(message.status).toBe('partial');
  expect(message.content?.startsWith(seen)).toBe(true);
  expect(message.metadata.error?.message).toMatch(/interrupted/);
  // Its stream, asked for afterwards, tells the same and ends.
  const replay = await readStream(await person.call('GET', `/api/runs/${sent.run.id}/stream`));
  expect(textOf(replay)).toBe(message.content);
  expect(replay.at(-1)?.chunk).toMatchObject({ type: 'finish', messageMetadata: { status: 'partial' } });

  const retried = await person.json<{ agent_message: { id: string; version: number } }>(
    'POST',
    `/api/messages/${sent.agent_message.id}/retry`,
  );
  expect(retried.agent_message.version).toBe(2);
  expect((await waitForEnd(conversation.id, retried.agent_message.id)).status).toBe('complete');
});

test('a page whose server is killed in mid-answer shows what was said and a working retry, without a reload', async ({
  page,
}) => {
  await signUp(page, undefined, app.url);
  await page.evaluate(() => {
    document.body.dataset.loaded = 'once';
  });
  await send(page, 'count to 300');
  const answer = answers(page);
  await expect(answer).toContainText('60, 61');
  process.kill((await app.processes()).web ?? 0, 'SIGKILL');
  await expect(answer).toHaveAttribute('data-status', 'partial', { timeout: 60_000 });
  await expect(answer).toContainText('The answer was interrupted by a restart. What was said is kept.');
  await expect(answer).toContainText('50, 51');
  const [, stored] = await storedMessages(page);
  expect(stored?.status).toBe('partial');
  await expect(answer.getByRole('paragraph').first()).toHaveText(stored?.content?.trim() ?? '');

  await answer.getByRole('button', { name: 'Retry' }).click();
  await expect(answer.getByRole('group', { name: 'Versions' })).toHaveText('2/2', { timeout: 30_000 });
  await waitForAnswer(answer);
  await expect(answer).toContainText('299, 300.');
  expect(await page.evaluate(() => document.body.dataset.loaded)).toBe('once');
});

for (const name of ['realtime', 'worker', 'postgres']) {
  test(`an answer completes although ${name} is killed in the middle`, async () => {
    const { conversation, sent, stream, shown } = await startLongAnswer(200);
    await readStream(stream, shown);
    process.kill((await app.processes())[name] ?? 0, 'SIGKILL');
    await healthy();
    const message = await waitForEnd(conversation.id, sent.agent_message.id);
    expect(message.status).toBe('complete');
    const replay = await readStream(await person.call('GET', `/api/runs/${sent.run.id}/stream`));
    expect(textOf(replay)).toBe(message.content);
    const numbers = replay.flatMap(({ seq }) => (seq === null ? [] : [seq]));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });
}

test('nothing acknowledged is lost when PostgreSQL is killed while messages are sent', async () => {
  const conversation = await person.createConversation();
  const acknowledged: string[] = [];
  const sending = Array.from({ length: 30 }, async (_, index) => {
    await new Promise((resolve) => setTimeout(resolve, index * 30));
    const sent = await person.send(conversation.id, `message ${index}`).catch(() => null);
    if (sent) acknowledged.push(sent.message.id);
  });
  await new Promise((resolve) => setTimeout(resolve, 400));
  process.kill((await app.processes()).postgres ?? 0, 'SIGKILL');
  await Promise.all(sending);
  await healthy();
  expect(acknowledged.length).toBeGreaterThan(0);
  for (const id of acknowledged) await person.readMessage(conversation.id, id);
});
