import http from 'node:http';
import { RedisConnection, RedisError, type RedisReply, RedisStatus } from './redis-connection';

export type UpstashGateway = {
  url: string;
  /** Cuts the streams of all subscribers, as a restart of the service would. */
  cutSubscriptions(): void;
  close(): Promise<void>;
};

/** Upstash's REST interface in front of a Redis server on `redisPort`: commands, pipelines, SSE subscriptions. */
export async function startUpstashGateway(options: {
  redisPort: number;
  token: string;
}): Promise<UpstashGateway> {
  const redis = new RedisConnection(options.redisPort);
  const subscribers = new Set<http.ServerResponse>();
  const server = http.createServer(async (request, response) => {
    try {
      if (request.headers.authorization !== `Bearer ${options.token}`) {
        return answer(response, 401, { error: 'Unauthorized' });
      }
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const channel = path.match(/^\/subscribe\/([^/]+)$/)?.[1];
      if (channel !== undefined) {
        return subscribe(options.redisPort, decodeURIComponent(channel), response, subscribers);
      }
      const asBase64 = request.headers['upstash-encoding'] === 'base64';
      const body = JSON.parse(await read(request)) as unknown[];
      if (path === '/pipeline') {
        const replies = await Promise.all((body as unknown[][]).map((command) => redis.call(adapt(command))));
        return answer(
          response,
          200,
          replies.map((reply) => wrap(reply, asBase64)),
        );
      }
      const reply = await redis.call(adapt(body));
      answer(response, reply instanceof RedisError ? 400 : 200, wrap(reply, asBase64));
    } catch (error) {
      answer(response, 400, { error: String(error) });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    cutSubscriptions: () => {
      for (const response of subscribers) response.destroy();
    },
    async close() {
      redis.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The scripts of @upstash/ratelimit carry a flag that only Upstash's Redis knows. */
function adapt(command: unknown[]): unknown[] {
  const [name, script, ...rest] = command;
  if (String(name).toLowerCase() !== 'eval') return command;
  return [name, String(script).replace(/^#!lua flags=allow-key-locking\n/, '#!lua\n'), ...rest];
}

function subscribe(
  redisPort: number,
  channel: string,
  response: http.ServerResponse,
  subscribers: Set<http.ServerResponse>,
): void {
  response
    .writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
    .flushHeaders();
  const connection = new RedisConnection(redisPort, (reply) => {
    if (!Array.isArray(reply)) return;
    response.write(
      `data: ${reply.map((part) => (Buffer.isBuffer(part) ? part.toString() : String(part))).join(',')}\n\n`,
    );
  });
  connection.send(['SUBSCRIBE', channel]);
  subscribers.add(response);
  response.on('close', () => {
    subscribers.delete(response);
    connection.close();
  });
}

function wrap(reply: RedisReply, asBase64: boolean): { result: unknown } | { error: string } {
  return reply instanceof RedisError ? { error: reply.text } : { result: encode(reply, asBase64) };
}

function encode(reply: RedisReply, asBase64: boolean): unknown {
  if (Array.isArray(reply)) return reply.map((item) => encode(item, asBase64));
  if (Buffer.isBuffer(reply)) return reply.toString(asBase64 ? 'base64' : 'utf8');
  if (reply instanceof RedisStatus) {
    return reply.text === 'OK' || !asBase64 ? reply.text : Buffer.from(reply.text).toString('base64');
  }
  return reply instanceof RedisError ? reply.text : reply;
}

async function read(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function answer(response: http.ServerResponse, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length })
    .end(bytes);
}
