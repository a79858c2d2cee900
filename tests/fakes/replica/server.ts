import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type Play, readPlay } from './play';

export type ReceivedImage = { mediaType: string; bytes: Buffer };

export type RecordedRequest = {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  /** Parsed JSON, the text fields of a form, or null. */
  body: unknown;
  /** The last thing the person said. */
  prompt: string;
  images: ReceivedImage[];
  /** Names of the functions that may be called. */
  tools: string[];
  /** What came of the calls that were made since the person spoke. */
  results: string[];
  /** The same number for requests on one connection. */
  connection: number;
  /** True once the client hung up before the answer was whole. */
  hungUp: boolean;
};

export type Exchange = { request: RecordedRequest; response: ServerResponse; play: Play };

export type Replica = {
  /** Base URL for the SDK, version path included. */
  url: string;
  requests: RecordedRequest[];
  /** What to answer to the next requests, one each, in place of an earlier script; then the prompt decides again. */
  script(...plays: Play[]): void;
  close(): Promise<void>;
};

export type ReplicaSettings = {
  /** Where `url` points below the origin: `/v1`. */
  basePath: string;
  /** Defaults for every answer. */
  pace?: Pick<Play, 'firstTokenMs' | 'tokenGapMs'>;
  port?: number;
  /** Reads prompt and pictures out of a request. */
  understand(request: RecordedRequest, raw: Buffer): Promise<void> | void;
  answer(exchange: Exchange): Promise<void> | void;
};

/** A provider made of a real HTTP server on the loopback, which remembers what it was sent. */
export async function startReplica(settings: ReplicaSettings): Promise<Replica> {
  const requests: RecordedRequest[] = [];
  const scripted: Play[] = [];
  const failedOnce = new Set<string>();
  const sockets = new Map<Socket, number>();

  const server = createServer(async (message, response) => {
    const raw = Buffer.concat(await message.toArray());
    const request: RecordedRequest = {
      method: message.method ?? 'GET',
      path: message.url ?? '/',
      headers: message.headers,
      body: parseJson(raw),
      prompt: '',
      images: [],
      tools: [],
      results: [],
      connection: sockets.get(message.socket) ?? -1,
      hungUp: false,
    };
    await settings.understand(request, raw);
    requests.push(request);
    response.on('close', () => {
      request.hungUp = !response.writableFinished;
    });
    const asked = readPlay(request.prompt);
    const again = asked.once && failedOnce.has(request.prompt);
    if (asked.once) failedOnce.add(request.prompt);
    const play = {
      ...settings.pace,
      ...(scripted.shift() ?? { ...asked, ...(again ? { fault: undefined } : {}) }),
    };
    // An answer that came whole; streams are played by those who know how they end.
    if (play.recording?.endsWith('.json')) sendJson(response, 200, parseJson(readFileSync(play.recording)));
    else await settings.answer({ request, response, play });
  });
  server.on('connection', (socket) => {
    sockets.set(socket, sockets.size);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(settings.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${settings.basePath}`,
    requests,
    script: (...plays) => void scripted.splice(0, scripted.length, ...plays),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

export function decodeDataUrl(url: unknown): ReceivedImage[] {
  const match = typeof url === 'string' ? url.match(/^data:([^;]+);base64,(.*)$/s) : null;
  return match?.[1] && match[2] ? [{ mediaType: match[1], bytes: Buffer.from(match[2], 'base64') }] : [];
}

function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString());
  } catch {
    return null;
  }
}
