import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createNetServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type SafeFetchOptions, safeFetch } from './safe-fetch';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Names of a pretended internet, whose machines are all here. */
const pretended: Record<string, string> = {
  'files.example': '127.0.0.1',
  'inside.example': '10.0.0.7',
};
const options: SafeFetchOptions = {
  resolve: async (name) => {
    const address = pretended[name];
    if (!address) throw new Error('no such name');
    return [{ address, family: 4 }];
  },
  isAllowed: (address) => address === '127.0.0.1',
  isAllowedPort: () => true,
};

it('hands over the bytes with what was said about them', async () => {
  const port = await serve((request, response) => {
    response.writeHead(200, {
      'content-type': 'image/png',
      'content-length': '3',
      seen: request.headers.host,
    });
    response.end('abc');
  });
  const found = await safeFetch(`http://files.example:${port}/a.png`, options);
  expect({
    ...found,
    body: Buffer.concat(await found.body.toArray()).toString(),
    url: found.url.href,
  }).toEqual({
    url: `http://files.example:${port}/a.png`,
    contentType: 'image/png',
    contentLength: 3,
    contentDisposition: null,
    body: 'abc',
  });
});

it('looks a name up once and connects to what it found', async () => {
  const port = await serve((_request, response) => response.end('same'));
  const answers = ['127.0.0.1', '10.0.0.7'];
  let lookups = 0;
  const resolve = async () => [{ address: answers[lookups++] ?? '10.0.0.7', family: 4 }];
  const found = await safeFetch(`http://files.example:${port}/`, { ...options, resolve });
  expect(Buffer.concat(await found.body.toArray()).toString()).toBe('same');
  expect(lookups).toBe(1);
});

it.each([
  'http://127.0.0.1/',
  'http://2130706433/',
  'http://0177.0.0.1/',
  'http://0x7f.1/',
  'http://localhost/',
  'http://[::1]/',
  'http://[::ffff:169.254.169.254]/',
  'http://169.254.169.254/latest/meta-data/',
  'http://user:secret@93.184.215.14/',
  'http://93.184.215.14:6379/',
  'file:///etc/passwd',
  'gopher://93.184.215.14/',
  'data:text/plain,hello',
  'not an address',
])('refuses %s', async (address) => {
  await expect(safeFetch(address)).rejects.toMatchObject({ code: 'remote.refused' });
});

it('does not take a dot after the name for another machine', async () => {
  // Whether `localhost.` has an address at all differs between systems.
  const { code } = await safeFetch('http://localhost./').catch((error) => error);
  expect(['remote.refused', 'remote.unreachable']).toContain(code);
});

it('refuses a name of which one address is not public', async () => {
  const resolve = async () => [
    { address: '93.184.215.14', family: 4 },
    { address: '10.0.0.7', family: 4 },
  ];
  await expect(safeFetch('http://files.example/', { resolve })).rejects.toMatchObject({
    code: 'remote.refused',
  });
});

it('judges each redirect again', async () => {
  let asked = 0;
  const port = await serve((request, response) => {
    asked += 1;
    const to = request.url === '/in' ? 'http://inside.example/' : 'file:///etc/passwd';
    response.writeHead(302, { location: to }).end();
  });
  for (const path of ['in', 'file']) {
    await expect(safeFetch(`http://files.example:${port}/${path}`, options)).rejects.toMatchObject({
      code: 'remote.refused',
    });
  }
  expect(asked).toBe(2);
});

it('follows a few redirects, and not for ever', async () => {
  const port = await serve((request, response) => {
    const left = Number(request.url?.slice(1));
    if (left === 0) response.end('there');
    else response.writeHead(302, { location: `/${left - 1}` }).end();
  });
  const found = await safeFetch(`http://files.example:${port}/3`, options);
  expect(Buffer.concat(await found.body.toArray()).toString()).toBe('there');
  await expect(safeFetch(`http://files.example:${port}/30`, options)).rejects.toMatchObject({
    code: 'remote.too_many_redirects',
  });
});

it('says in plain words when there is nothing to fetch', async () => {
  const port = await serve((_request, response) => response.writeHead(404).end('<vendor text>'));
  await expect(safeFetch(`http://files.example:${port}/`, options)).rejects.toMatchObject({
    code: 'remote.answered',
    publicMessage: 'This address answered with an error (404), so there is nothing to keep.',
  });
  await expect(safeFetch('http://nowhere.example/', options)).rejects.toMatchObject({
    code: 'remote.unreachable',
  });
});

it('does not wait for ever, neither for headers nor for bytes', async () => {
  const silent = await serve(() => undefined);
  await expect(
    safeFetch(`http://files.example:${silent}/`, { ...options, headersTimeoutMs: 80 }),
  ).rejects.toMatchObject({ code: 'remote.timeout' });
  const stalling = await serve((_request, response) => response.writeHead(200).write('begin'));
  const found = await safeFetch(`http://files.example:${stalling}/`, { ...options, idleTimeoutMs: 80 });
  await expect(found.body.toArray()).rejects.toMatchObject({ code: 'remote.timeout' });
});

it('stops when it is told to', async () => {
  const port = await serve(() => undefined);
  const controller = new AbortController();
  const fetched = safeFetch(`http://files.example:${port}/`, { ...options, signal: controller.signal });
  setTimeout(() => controller.abort(new Error('enough')), 50);
  await expect(fetched).rejects.toThrow('enough');

  const stalling = await serve((_request, response) => response.writeHead(200).write('begin'));
  const later = new AbortController();
  const begun = await safeFetch(`http://files.example:${stalling}/`, { ...options, signal: later.signal });
  setTimeout(() => later.abort(new Error('enough')), 50);
  await expect(begun.body.toArray()).rejects.toThrow('enough');
});

it('ends a body that trickles on and on', async () => {
  const port = await serve((_request, response) => {
    response.writeHead(200);
    const drops = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(drops));
  });
  const found = await safeFetch(`http://files.example:${port}/`, { ...options, bodyTimeoutMs: 200 });
  await expect(found.body.toArray()).rejects.toMatchObject({ code: 'remote.timeout' });
});

it('does not wait for a name longer than for an answer', async () => {
  const slow = { ...options, headersTimeoutMs: 100, resolve: () => new Promise<never>(() => {}) };
  await expect(safeFetch('http://files.example/', slow)).rejects.toMatchObject({ code: 'remote.timeout' });
});

it('is not left waiting by who changes the protocol', async () => {
  const server = createNetServer((socket) => {
    socket.on('error', () => {});
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  await expect(safeFetch(`http://files.example:${port}/`, options)).rejects.toMatchObject({
    code: 'remote.unreachable',
  });
});
