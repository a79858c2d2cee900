import { expect, test } from '@playwright/test';
import { v7 as newId } from 'uuid';
import type { Asset, EventPage, SendMessageResult } from '../../lib/contracts';
import { createApiPerson, readStream, textOf } from './support/api';
import { type App, startApp } from './support/app';

let app: App;
let person: ReturnType<typeof createApiPerson>;

test.beforeAll(async () => {
  app = await startApp();
  person = createApiPerson(app);
});

test.afterAll(() => app.remove());

// 1×1 red PNG.
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
  'base64',
);

async function upload(): Promise<Asset> {
  const response = await fetch(`${app.url}/api/media`, {
    method: 'POST',
    headers: { authorization: `Bearer ${person.key}`, 'content-type': 'image/png', 'x-filename': 'dot.png' },
    body: PNG,
  });
  expect(response.status).toBe(201);
  return (await response.json()) as Asset;
}

test('a sent message streams its answer at once, numbered, and can be read again from any number', async () => {
  const conversation = await person.createConversation();
  const asset = await upload();
  const response = await person.call(
    'POST',
    `/api/conversations/${conversation.id}/messages`,
    { id: newId(), content: 'draw a fox like this', attachments: [asset.id] },
    { accept: 'text/event-stream' },
  );
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(response.headers.get('x-vercel-ai-ui-message-stream')).toBe('v1');
  const chunks = await readStream(response);
  expect(chunks[0]?.chunk.type).toBe('data-sent');
  const types = chunks.map(({ chunk }) => chunk.type);
  expect(types).toContain('file');
  expect(types.at(-1)).toBe('finish');
  expect(JSON.stringify(chunks)).not.toContain('base64,');

  const { run, agent_message, message } = (chunks[0] as unknown as { chunk: { data: SendMessageResult } })
    .chunk.data;
  expect(message.media_urls[0]?.id).toBe(asset.id);
  const all = await readStream(await person.call('GET', `/api/runs/${run.id}/stream?after=0`));
  const half = Math.floor(all.length / 2);
  const rest = await readStream(await person.call('GET', `/api/runs/${run.id}/stream?after=${half}`));
  expect(rest).toEqual(all.slice(half));
  const resumed = await person.call('GET', `/api/runs/${run.id}/stream`, undefined, {
    'last-event-id': String(half),
  });
  expect(await readStream(resumed)).toEqual(rest);

  const stored = await person.readMessage(conversation.id, agent_message.id);
  expect(stored).toMatchObject({ status: 'complete', message_type: 'image', run_id: run.id });
  expect(stored.content).toBe(textOf(all));
  const picture = stored.media_urls[0];
  expect(picture).toMatchObject({ source: 'generated', type: 'image' });
  const bytes = await person.call('GET', picture?.url ?? '');
  expect(bytes.headers.get('content-type')).toMatch(/^image\//);
});

test('the same message sent twice is one message and one run', async () => {
  const conversation = await person.createConversation();
  const id = newId();
  const sent = await Promise.all([1, 2, 3].map(() => person.send(conversation.id, 'count to 3', id)));
  sent.push(await person.send(conversation.id, 'count to 3', id));
  expect(new Set(sent.map((one) => one.run.id)).size).toBe(1);
  const page = await person.json<{ messages: unknown[] }>(
    'GET',
    `/api/conversations/${conversation.id}/messages`,
  );
  expect(page.messages).toHaveLength(2);
});

test('200 parallel sends get 200 distinct numbers without a gap', async () => {
  const conversation = await person.createConversation();
  const sent = await Promise.all(
    Array.from({ length: 200 }, () => person.send(conversation.id, 'count to 1')),
  );
  const seqs = sent.flatMap((one) => [one.message.seq, one.agent_message.seq]).sort((a, b) => a - b);
  expect(new Set(sent.map((one) => one.message.seq)).size).toBe(200);
  expect(seqs).toEqual(Array.from({ length: 400 }, (_, index) => index + 1));
  const events = await person.json<EventPage>('GET', `/api/conversations/${conversation.id}/events?after=0`);
  expect(events.events.map((event) => event.seq)).toEqual(events.events.map((_, index) => index + 1));
});

test('a stop keeps what was said', async () => {
  const conversation = await person.createConversation();
  const sent = await person.send(conversation.id, 'write a long answer');
  const stream = await person.call('GET', `/api/runs/${sent.run.id}/stream`);
  const seen = textOf(await readStream(stream, (chunks) => textOf(chunks).length > 100));
  const run = await person.stop(sent.run.id);
  expect(run.status).toBe('cancelled');
  const message = await person.readMessage(conversation.id, sent.agent_message.id);
  expect(message.status).toBe('cancelled');
  expect(message.content?.startsWith(seen)).toBe(true);
});

test('another person gets 404 on every id, and nobody gets 401', async () => {
  const other = createApiPerson(app);
  const conversation = await person.createConversation();
  const asset = await upload();
  const sent = await person.send(conversation.id, 'hello');
  const requests: [string, string, unknown?][] = [
    ['GET', `/api/conversations/${conversation.id}`],
    ['PATCH', `/api/conversations/${conversation.id}`, { title: 'mine' }],
    ['DELETE', `/api/conversations/${conversation.id}`],
    ['GET', `/api/conversations/${conversation.id}/messages`],
    ['POST', `/api/conversations/${conversation.id}/messages`, { id: newId(), content: 'hi' }],
    ['GET', `/api/conversations/${conversation.id}/events`],
    ['GET', `/api/runs/${sent.run.id}/stream`],
    ['POST', `/api/runs/${sent.run.id}/stop`],
    ['POST', `/api/messages/${sent.agent_message.id}/retry`],
    ['POST', `/api/messages/${sent.message.id}/retry`],
    ['GET', `/api/media/${asset.id}`],
    ['DELETE', `/api/media/${asset.id}`],
    ['GET', `/media/${asset.id}`],
    ['GET', `/media/${asset.id}/thumbnail`],
  ];
  for (const [method, target, body] of requests) {
    expect((await other.call(method, target, body)).status, `${method} ${target}`).toBe(404);
    const anonymous = await fetch(`${app.url}${target}`, { method, redirect: 'manual' });
    expect(anonymous.status, `anonymous ${method} ${target}`).toBe(401);
    const forged = await fetch(`${app.url}${target}`, {
      method,
      redirect: 'manual',
      headers: {
        'x-user-id': person.id,
        'x-middleware-subrequest': 'middleware:middleware',
        authorization: 'Bearer strand_x',
      },
    });
    expect(forged.status, `forged ${method} ${target}`).toBe(401);
  }
  // Neither may the other attach what is not theirs.
  const own = await other.createConversation();
  const stolen = await other.call('POST', `/api/conversations/${own.id}/messages`, {
    id: newId(),
    content: 'look',
    attachments: [asset.id],
  });
  expect(stolen.status).toBe(404);
  expect(
    (await other.json<{ conversations: unknown[] }>('GET', '/api/conversations')).conversations,
  ).toHaveLength(1);
});

test('malformed requests are refused in one shape and change nothing', async () => {
  const conversation = await person.createConversation();
  const target = `/api/conversations/${conversation.id}/messages`;
  const bodies = [
    {},
    null,
    [],
    { id: 'x' },
    { id: newId() },
    { id: newId(), content: '   ' },
    { id: newId(), content: 'x'.repeat(100_001) },
  ];
  for (const body of bodies) {
    const response = await person.call('POST', target, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'request.invalid', retryable: false } });
  }
  expect((await person.call('POST', target, '{"id":', { 'content-type': 'application/json' })).status).toBe(
    400,
  );
  expect((await person.call('POST', target, {}, { 'content-type': 'text/plain' })).status).toBe(415);
  expect((await person.call('GET', '/api/conversations/not-an-id')).status).toBe(404);
  expect((await person.call('GET', '/api/conversations?before=nonsense')).status).toBe(400);
  const page = await person.json<{ messages: unknown[] }>('GET', target);
  expect(page.messages).toEqual([]);
});
