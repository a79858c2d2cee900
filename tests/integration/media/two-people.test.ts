import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '@/lib/accounts';
import type { Asset } from '@/lib/contracts';
import { createConversation } from '@/lib/flows/create-conversation';
import { sendMessage } from '@/lib/flows/send-message';
import { requestTool } from '@/lib/flows/tools/request-tool';
import { newId } from '@/lib/kernel';
import { db } from '@/lib/platform/db';
import { createPerson } from '@/tests/support/integration';
import { useWorkshop } from '@/tests/support/jobs';
import { send, useMedia } from '@/tests/support/media';
import { drawQuarters } from '@/tests/support/pictures';

const media = useMedia();
useWorkshop();
const root = path.resolve(import.meta.dirname, '../../../app');
type Person = { id: string; authorization: string };
let ada: Person;
let bob: Person;

async function createCaller(): Promise<Person> {
  const id = await createPerson();
  return { id, authorization: `Bearer ${(await createApiKey(id, 'test')).key}` };
}

beforeAll(async () => {
  [ada, bob] = [await createCaller(), await createCaller()];
});

/** Something of Ada's: a picture with variants in a message, an upload under way, a run. */
type Belongings = Awaited<ReturnType<typeof own>>;
let width = 1500;
async function own() {
  width += 1;
  const asset = await send(ada.id, await drawQuarters(width, 400).png().toBuffer(), { filename: 'mine.png' });
  const unsent = await send(ada.id, Buffer.from(`a note of mine: ${newId()}`));
  const { id: conversationId } = await createConversation({ ownerId: ada.id, origin: null });
  const sent = await sendMessage({
    ...{ id: newId(), content: 'mine', attachments: [asset.id], silent_delivery: false },
    ...{ ownerId: ada.id, conversationId, channel: 'web', origin: null },
  });
  // What a run that goes on writes would be taken for somebody's doing.
  await ask('POST', '/api/runs/{id}/stop', ada, { params: { id: sent.run.id } });
  const job = await ownJob(conversationId, sent.agent_message.id);
  const begun = await ask('POST', '/api/uploads', ada, { headers: { ...tus, 'upload-length': '10' } });
  const uploadId = begun.headers.get('location')?.split('/').at(-1) ?? '';
  return {
    asset,
    unsent,
    conversationId,
    messageId: sent.message.id,
    answerId: sent.agent_message.id,
    runId: sent.run.id,
    uploadId,
    job,
  };
}

/** A job of Ada's that waits for her to decide. */
async function ownJob(conversationId: string, messageId: string) {
  const { job } = await requestTool({
    ...{ ownerId: ada.id, conversationId, messageId, runId: null, purpose: 'message', channel: 'web' },
    ...{ tool: 'generate_video', parameters: { prompt: `a film of mine ${newId()}` } },
    context: { pointed: [], newestImage: null },
  });
  return job;
}

const tus = { 'tus-resumable': '1.0.0' };
const piece = { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
const json = (body: unknown) => ({
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

type Attempt = { params: Record<string, string>; body?: string; headers?: Record<string, string> };

/** Each route that names a thing, and how to reach for one of Ada's. */
const reaches: Record<string, (of: Belongings) => Attempt> = {
  'GET /media/{id}': ({ asset }) => ({ params: { id: asset.id } }),
  'HEAD /media/{id}': ({ asset }) => ({ params: { id: asset.id } }),
  'GET /media/{id}/{variant}': ({ asset }) => ({ params: { id: asset.id, variant: 'thumbnail' } }),
  'HEAD /media/{id}/{variant}': ({ asset }) => ({ params: { id: asset.id, variant: 'thumbnail' } }),
  'GET /api/media/{id}': ({ asset }) => ({ params: { id: asset.id } }),
  'DELETE /api/media/{id}': ({ unsent }) => ({ params: { id: unsent.id } }),
  'POST /api/media/{id}/prepare': ({ asset }) => ({ params: { id: asset.id } }),
  'POST /api/media/{id}/transcribe': ({ asset }) => ({ params: { id: asset.id } }),
  'GET /api/uploads/{id}': ({ uploadId }) => ({ params: { id: uploadId } }),
  'HEAD /api/uploads/{id}': ({ uploadId }) => ({ params: { id: uploadId }, headers: tus }),
  'PATCH /api/uploads/{id}': ({ uploadId }) => ({ params: { id: uploadId }, headers: piece, body: 'half' }),
  'DELETE /api/uploads/{id}': ({ uploadId }) => ({ params: { id: uploadId }, headers: tus }),
  'POST /api/uploads/{id}/complete': ({ uploadId }) => ({ params: { id: uploadId } }),
  'DELETE /api/messages/{id}': ({ messageId }) => ({ params: { id: messageId } }),
  'POST /api/messages/{id}/retry': ({ messageId }) => ({ params: { id: messageId } }),
  'GET /api/conversations/{id}': ({ conversationId }) => ({ params: { id: conversationId } }),
  'GET /api/conversations/{id}/messages': ({ conversationId }) => ({ params: { id: conversationId } }),
  'GET /api/conversations/{id}/events': ({ conversationId }) => ({ params: { id: conversationId } }),
  'POST /api/conversations/{id}/messages': ({ conversationId }) => ({
    params: { id: conversationId },
    ...json({ id: newId(), content: 'hello' }),
  }),
  'PATCH /api/conversations/{id}': ({ conversationId }) => ({
    params: { id: conversationId },
    ...json({ title: 'taken over' }),
  }),
  'POST /api/conversations/{id}/cover': ({ conversationId, asset }) => ({
    params: { id: conversationId },
    ...json({ asset_id: asset.id }),
  }),
  'DELETE /api/conversations/{id}/cover': ({ conversationId }) => ({ params: { id: conversationId } }),
  'POST /api/conversations/{id}/background': ({ conversationId }) => ({
    params: { id: conversationId },
    ...json({ mood: 'calm' }),
  }),
  'POST /api/messages/{id}/speech': ({ answerId }) => ({ params: { id: answerId }, ...json({}) }),
  'DELETE /api/conversations/{id}': ({ conversationId }) => ({ params: { id: conversationId } }),
  'GET /api/runs/{id}/stream': ({ runId }) => ({ params: { id: runId } }),
  'POST /api/runs/{id}/stop': ({ runId }) => ({ params: { id: runId } }),
  'GET /api/jobs/{id}': ({ job }) => ({ params: { id: job.id } }),
  'POST /api/jobs/{id}/approve': ({ job }) => ({ params: { id: job.id } }),
  'POST /api/jobs/{id}/deny': ({ job }) => ({ params: { id: job.id } }),
  'POST /api/jobs/{id}/cancel': ({ job }) => ({ params: { id: job.id } }),
  'POST /api/jobs/{id}/retry': ({ job }) => ({ params: { id: job.id } }),
};

const METHODS = 'GET|HEAD|POST|PATCH|PUT|DELETE';

/** Every route under app/ whose path holds an id, with its methods. */
function listRoutes(): string[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('route.ts') && file.includes('[id]'))
    .filter((file) => !file.startsWith('api/account/'))
    .flatMap((file) => {
      const source = readFileSync(path.join(root, file), 'utf8');
      const methods = source.matchAll(
        new RegExp(`export (?:const|function|async function) (${METHODS})\\b`, 'g'),
      );
      const renamed = source.matchAll(new RegExp(`as (${METHODS})\\b`, 'g'));
      const where = `/${path.dirname(file).replaceAll('[', '{').replaceAll(']', '}')}`;
      return [...methods, ...renamed].map((found) => `${found[1]} ${where}`);
    });
}

type Handler = (request: Request, next: { params: Promise<unknown> }) => Promise<Response>;

async function ask(
  method: string,
  route: string,
  who: Person,
  { params = {}, body, headers = {} }: Partial<Attempt> = {},
): Promise<Response> {
  const file = path.join(root, route.slice(1).replaceAll('{', '[').replaceAll('}', ']'), 'route.ts');
  const handlers = (await import(/* @vite-ignore */ file)) as Record<string, Handler>;
  const handler = handlers[method] ?? (method === 'HEAD' ? handlers.GET : undefined);
  if (!handler) throw new Error(`${method} ${route} is not there`);
  const where = route.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
  const request = new Request(`http://localhost:3000${where}`, {
    method,
    headers: { authorization: who.authorization, ...headers },
    ...(body !== undefined && { body }),
  });
  return handler(request, { params: Promise.resolve(params) });
}

/** All that is stored of Ada's, as it lies in the database and on the disk. */
async function snapshot() {
  const where = { where: { owner_id: ada.id }, orderBy: { id: 'asc' } } as const;
  return JSON.stringify(
    [
      await db().mediaAsset.findMany({ ...where, include: { variants: true } }),
      (await db().upload.findMany(where)).map(({ updated_at: _seen, ...row }) => row),
      (await db().conversation.findMany(where)).map(({ id, title, deleted_at }) => [id, title, deleted_at]),
      (await db().message.findMany(where)).map(({ id, deleted_at }) => [id, deleted_at]),
      await db().job.findMany(where),
      await media.listFiles(),
    ],
    (_, value) => (typeof value === 'bigint' ? String(value) : value),
  );
}

it('the table below names every route that leads to a thing', () => {
  const known = Object.keys(reaches);
  expect(listRoutes().filter((route) => !known.includes(route))).toEqual([]);
  expect(listRoutes().length).toBeGreaterThan(15);
});

describe.each(Object.keys(reaches))('%s', (name) => {
  const [method = '', route = ''] = name.split(' ');

  it('finds nothing of another person’s and changes nothing, as with an id that was never given', async () => {
    const of = await own();
    const attempt = reaches[name]?.(of);
    const before = await snapshot();
    const response = await ask(method, route, bob, attempt);
    const unknown = await ask(method, route, bob, {
      ...attempt,
      params: { ...attempt?.params, id: newId() },
    });
    expect(response.status).toBe(404);
    expect(unknown.status).toBe(404);
    const words = await response.text();
    expect(words).toBe(await unknown.text());
    expect(words).not.toContain('mine');
    expect(await snapshot()).toBe(before);
    // The same request is one that works for whoever owns it, so the answer above was about the owner.
    expect((await ask(method, route, ada, attempt)).status).not.toBe(404);
  });
});

describe('what another person owns cannot be named in a request of one’s own', () => {
  it('a foreign asset is not attached, be it alone or among own ones', async () => {
    const { asset } = await own();
    const { id } = await createConversation({ ownerId: bob.id, origin: null });
    const mine = await send(bob.id, Buffer.from(`of Bob ${newId()}`));
    for (const attachments of [[asset.id], [mine.id, asset.id]]) {
      const response = await ask('POST', '/api/conversations/{id}/messages', bob, {
        params: { id },
        ...json({ id: newId(), content: 'look', attachments }),
      });
      expect(response.status).toBe(404);
      expect((await response.json()).error.code).toBe('conversation.attachment_not_found');
    }
    expect(await db().messageAsset.count({ where: { message: { owner_id: bob.id } } })).toBe(0);
  });

  it('a foreign conversation is not where a file is kept, a person’s own is', async () => {
    const { conversationId } = await own();
    const upload = async (who: Person) => {
      const headers = { 'x-conversation-id': conversationId, 'content-type': 'text/plain' };
      const response = await ask('POST', '/api/media', who, { body: `note ${newId()}`, headers });
      expect(response.status).toBe(201);
      const { id } = (await response.json()) as Asset;
      return (await db().mediaAsset.findUniqueOrThrow({ where: { id } })).storage_key;
    };
    expect(await upload(bob)).toMatch(/^media\/file\/unfiled\/upload\//);
    expect(await upload(ada)).toMatch(new RegExp(`^media/file/${conversationId}/upload/\\d{17}_`));
  });

  it('an upload in pieces neither: it begins, and is filed nowhere', async () => {
    const { conversationId } = await own();
    const begin = async (who: Person) => {
      const about = `conversation ${Buffer.from(conversationId).toString('base64')}`;
      const headers = { ...tus, 'upload-length': '5', 'upload-metadata': about };
      const id = (await ask('POST', '/api/uploads', who, { headers })).headers
        .get('location')
        ?.split('/')
        .at(-1);
      return (await db().upload.findUniqueOrThrow({ where: { id: id ?? '' } })).conversation_id;
    };
    expect(await begin(bob)).toBeNull();
    expect(await begin(ada)).toBe(conversationId);
  });

  it('a foreign id is not taken over by sending under it, with whichever bytes', async () => {
    const { unsent } = await own();
    const bytes = `under a foreign id ${newId()}`;
    const response = await ask('POST', '/api/media', bob, {
      body: bytes,
      headers: { 'x-upload-id': unsent.id },
    });
    expect(response.status).toBe(409);
    expect((await db().mediaAsset.findUniqueOrThrow({ where: { id: unsent.id } })).owner_id).toBe(ada.id);
  });

  it('the same bytes tell nothing about who else has them', async () => {
    const { asset } = await own();
    const bytes = await drawQuarters(width, 400).png().toBuffer();
    const response = await ask('POST', '/api/media', bob, { body: bytes as unknown as string });
    const mine = (await response.json()) as Asset;
    expect(mine.sha256).toBe(asset.sha256);
    const keys = await db().mediaAsset.findMany({ where: { id: { in: [asset.id, mine.id] } } });
    expect(new Set(keys.map(({ storage_key }) => storage_key)).size).toBe(2);
  });

  it('each sees what they keep themselves', async () => {
    await own();
    const seen = await (await ask('GET', '/api/account/storage', await createCaller())).json();
    expect(seen).toMatchObject({ used_bytes: 0, files: 0 });
  });
});
