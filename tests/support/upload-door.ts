import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll } from 'vitest';
import * as media from '@/app/api/media/route';
import * as one from '@/app/api/uploads/[id]/route';
import * as uploads from '@/app/api/uploads/route';
import { createApiKey } from '@/lib/accounts';
import { startLoopbackServer } from '@/tests/fakes/loopback-server';
import { createPerson } from './integration';

type Handler = (request: Request, next: { params: Promise<unknown> }) => Promise<Response>;

export const TUS = { 'tus-resumable': '1.0.0' };
export const PIECE = { ...TUS, 'content-type': 'application/offset+octet-stream' };

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** The value of Upload-Metadata. */
export const metadata = (values: Record<string, string>): string =>
  Object.entries(values)
    .map(([key, value]) => `${key} ${base64(value)}`)
    .join(',');

/** Puts the upload routes behind a socket; needs useMedia in the same file. */
export function useUploadDoor() {
  let server: Awaited<ReturnType<typeof startLoopbackServer>>;
  beforeAll(async () => {
    server = await startLoopbackServer(exchange);
  });
  afterAll(() => server.close());
  return { origin: () => server.origin, newPerson: () => createUploader(() => server.origin) };
}

export type Uploader = Awaited<ReturnType<typeof createUploader>>;

/** Somebody with an API key, and the requests of the protocol as they make them. */
async function createUploader(origin: () => string) {
  const ownerId = await createPerson();
  const authorization = `Bearer ${(await createApiKey(ownerId, 'uploads')).key}`;
  const call = (method: string, path: string, headers: Record<string, string>, body?: BodyInit) =>
    fetch(`${origin()}${path}`, {
      method,
      headers: { authorization, ...headers },
      ...(body !== undefined && { body, duplex: 'half' }),
    } as RequestInit);
  return {
    ownerId,
    authorization,
    call,
    create: (length: number, headers: Record<string, string> = {}) =>
      call('POST', '/api/uploads', { ...TUS, 'upload-length': String(length), ...headers }),
    /** Creates one and returns its path. */
    async begin(length: number, about: Record<string, string> = {}): Promise<string> {
      const response = await this.create(length, { 'upload-metadata': metadata(about) });
      const location = response.headers.get('location');
      if (response.status !== 201 || !location) throw new Error(`not created: ${await response.text()}`);
      return location;
    },
    patch: (path: string, offset: number, body?: BodyInit) =>
      call('PATCH', path, { ...PIECE, 'upload-offset': String(offset) }, body),
    async offset(path: string): Promise<number | null> {
      const response = await call('HEAD', path, TUS);
      return response.ok ? Number(response.headers.get('upload-offset')) : null;
    },
    end: (path: string) => call('DELETE', path, TUS),
  };
}

async function exchange(message: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/' } = message;
  const { pathname } = new URL(url, 'http://localhost');
  const id = /^\/api\/uploads\/([^/]+)$/.exec(pathname)?.[1];
  const module = (pathname === '/api/media' ? media : id === undefined ? uploads : one) as Record<
    string,
    unknown
  >;
  const handler = module[method] as Handler | undefined;
  if (!handler) {
    response.writeHead(405).end();
    return;
  }
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const request = new Request(new URL(url, `http://${message.headers.host}`), {
    method,
    headers: message.headers as Record<string, string>,
    ...(hasBody && { body: Readable.toWeb(message), duplex: 'half' }),
  } as RequestInit);
  const answer = await handler(request, { params: Promise.resolve(id === undefined ? {} : { id }) });
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (answer.body) await pipeline(Readable.fromWeb(answer.body as never), response);
  else response.end();
}
