import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll } from 'vitest';
import { POST } from '@/app/api/media/route';
import { createApiKey } from '@/lib/accounts';
import type { Asset } from '@/lib/contracts';
import { createPerson } from './integration';

/** What the door said, and how long it took to say so. */
export type DoorAnswer = {
  status: number;
  asset: Asset | null;
  error: { code: string; message: string } | null;
  tookMs: number;
};

/** Puts the upload route behind a socket, with a person and their API key; needs useMedia in the same file. */
export function useMediaDoor() {
  const server = http.createServer((request, response) => void answer(request, response));
  let [address, key, ownerId] = ['', '', ''];
  beforeAll(async () => {
    ownerId = await createPerson();
    key = (await createApiKey(ownerId, 'door')).key;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/media`;
  });
  afterAll(() => void server.close());

  return {
    owner: () => ownerId,
    /** Sends a file as a program would: raw bytes, a name, a declared type. Rejects when there is no answer in time. */
    async send(
      bytes: Uint8Array,
      filename: string,
      declaredType: string,
      timeoutMs = 30_000,
    ): Promise<DoorAnswer> {
      const started = performance.now();
      const response = await fetch(address, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': declaredType,
          'x-filename': encodeURIComponent(filename),
        },
        body: Readable.toWeb(Readable.from(pieces(bytes))) as ReadableStream<Uint8Array>,
        duplex: 'half',
        signal: AbortSignal.timeout(timeoutMs),
      } as RequestInit);
      const body = (await response.json()) as Asset & { error?: { code: string; message: string } };
      const tookMs = performance.now() - started;
      const isTaken = response.status === 201;
      return { status: response.status, asset: isTaken ? body : null, error: body.error ?? null, tookMs };
    },
  };
}

function* pieces(bytes: Uint8Array, pieceBytes = 65_536): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += pieceBytes)
    yield bytes.subarray(start, start + pieceBytes);
}

async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const { method = 'GET', headers, url = '/' } = request;
  const given = new Request(`http://127.0.0.1${url}`, {
    method,
    headers: headers as Record<string, string>,
    body: Readable.toWeb(request) as ReadableStream<Uint8Array>,
    duplex: 'half',
  } as RequestInit);
  const result = await POST(given, { params: Promise.resolve({}) });
  response.writeHead(result.status, Object.fromEntries(result.headers));
  response.end(Buffer.from(await result.arrayBuffer()));
}
