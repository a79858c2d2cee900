import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { PusherSocket } from '@/tests/support/pusher-socket';
import { credentials, startEmbeddedServer } from '@/tests/support/realtime-server';
import { signChannel } from '../signature';
import type { EmbeddedLimits } from './limits';

const opened: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.stop();
});

async function start(limits: Partial<EmbeddedLimits> = {}, clock?: { now(): number }) {
  const server = await startEmbeddedServer({ limits, clock });
  opened.push(server);
  return { ...server, connect: () => PusherSocket.connect(server.port) };
}

describe('connecting', () => {
  it.each([
    ['another key', '/app/other-key?protocol=7', 4001],
    ['protocol 4', `/app/${credentials.key}?protocol=4`, 4007],
    ['protocol 99', `/app/${credentials.key}?protocol=99`, 4007],
    ['no protocol', `/app/${credentials.key}`, 4008],
    ['a protocol that is no number', `/app/${credentials.key}?protocol=seven`, 4006],
  ])('is refused with %s', async (_why, path, code) => {
    const { port, embedded } = await start();
    const client = new PusherSocket(port, path);
    expect((await client.next('pusher:error')).data).toMatchObject({ code });
    expect(await client.closed).toMatchObject({ code });
    expect(embedded.stats().connections).toBe(0);
  });

  it.each([5, 6, 7])('is allowed with protocol %i', async (protocol) => {
    const { port } = await start();
    const client = new PusherSocket(port, `/app/${credentials.key}?protocol=${protocol}`);
    expect((await client.next('pusher:connection_established')).data).toEqual({
      socket_id: expect.stringMatching(/^\d+\.\d+$/),
      activity_timeout: 30,
    });
  });

  it('answers 404 to upgrades of other paths and closes them', async () => {
    const { port } = await start();
    const refused = new Promise<number | undefined>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/elsewhere`);
      socket.on('error', () => {});
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    });
    expect(await refused).toBe(404);
  });

  it('offers no compression', async () => {
    const { connect } = await start();
    expect((await connect()).socket.extensions).toBe('');
  });

  it('is refused above the limit of connections, and possible again when one leaves', async () => {
    const { port, connect } = await start({ maxConnections: 2 });
    const [first] = [await connect(), await connect()];
    const third = new PusherSocket(port);
    expect(await third.closed).toMatchObject({ code: 4100 });
    first?.close();
    await first?.closed;
    await connect();
  });

  it('puts out one that never subscribed to anything of its own, when full', async () => {
    let now = 1_000_000;
    const { connect } = await start({ maxConnections: 2 }, { now: () => now });
    const person = await connect();
    await person.subscribe('private-a');
    const stranger = await connect();
    await stranger.subscribe('public-a');
    now += 11_000;
    const newcomer = await connect();
    expect(await stranger.closed).toMatchObject({ code: 4100 });
    await person.settle();
    await newcomer.settle();
  });
});

describe('staying connected', () => {
  it('pings after silence and closes what does not answer', async () => {
    const { connect, embedded } = await start({ activityTimeoutMs: 200, pongTimeoutMs: 200 });
    const silent = await connect();
    const lively = await connect();
    const answering = setInterval(() => lively.send({ event: 'pusher:pong', data: {} }), 50);
    await silent.next('pusher:ping');
    await silent.closed;
    expect(embedded.stats().connections).toBe(1);
    expect(lively.messages).toEqual([]);
    clearInterval(answering);
  });

  it('pings once per silence', async () => {
    const { connect } = await start({ activityTimeoutMs: 100, pongTimeoutMs: 5_000 });
    const client = await connect();
    await client.next('pusher:ping');
    await sleep(200);
    expect(client.messages).toEqual([]);
    await client.settle();
    await client.next('pusher:ping');
  });
});

describe('subscribing', () => {
  it.each([
    ['without a signature', () => undefined],
    ['with an empty one', () => ''],
    ['with a cut one', (auth: string) => auth.slice(0, -1)],
    ['with a longer one', (auth: string) => `${auth}0`],
    ['signed with another key', (auth: string) => auth.replace(credentials.key, 'other')],
    [
      'with one of the same length',
      (auth: string) => auth.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    ],
  ])('to a private channel is refused %s', async (_how, spoil) => {
    const { connect, embedded } = await start();
    const client = await connect();
    const auth = spoil(signChannel(credentials, { socketId: client.socketId, channel: 'private-a' }));
    client.send({ event: 'pusher:subscribe', data: { channel: 'private-a', auth } });
    expect(await client.next('pusher:subscription_error')).toMatchObject({
      channel: 'private-a',
      data: { type: 'AuthError', status: 401 },
    });
    expect(embedded.stats().channels).toBe(0);
  });

  it('is refused with the signature of another connection or another channel', async () => {
    const { connect, embedded } = await start();
    const [owner, thief] = [await connect(), await connect()];
    const stolen = signChannel(credentials, { socketId: owner.socketId, channel: 'private-a' });
    thief.send({ event: 'pusher:subscribe', data: { channel: 'private-a', auth: stolen } });
    await thief.next('pusher:subscription_error');
    owner.send({ event: 'pusher:subscribe', data: { channel: 'private-b', auth: stolen } });
    await owner.next('pusher:subscription_error');
    expect(embedded.stats().channels).toBe(0);
  });

  it.each([
    ['an odd name', 'no spaces'],
    ['a long name', 'x'.repeat(201)],
    ['no name', ''],
  ])('is refused for %s', async (_what, channel) => {
    const { connect } = await start();
    const client = await connect();
    client.send({ event: 'pusher:subscribe', data: { channel } });
    expect((await client.next('pusher:subscription_error')).data).toMatchObject({ status: 400 });
  });

  it('is refused above the limit per connection, and possible again after leaving one', async () => {
    const { connect } = await start({ maxSubscriptionsPerConnection: 2 });
    const client = await connect();
    await client.subscribe('private-a');
    await client.subscribe('private-b');
    await client.subscribe('private-b');
    client.sendSubscribe('private-c');
    expect((await client.next('pusher:subscription_error')).data).toMatchObject({ status: 429 });
    client.send({ event: 'pusher:unsubscribe', data: { channel: 'private-a' } });
    await client.subscribe('private-c');
  });

  it('ends with the connection', async () => {
    const { connect, embedded } = await start();
    const client = await connect();
    await client.subscribe('private-a');
    expect(embedded.stats()).toEqual({ connections: 1, channels: 1 });
    client.socket.terminate();
    await expect.poll(() => embedded.stats()).toEqual({ connections: 0, channels: 0 });
  });
});

describe('presence', () => {
  it('tells who is there, who comes and who goes, counting a person once', async () => {
    const { connect } = await start();
    const [ada, bob, bobAgain] = [await connect(), await connect(), await connect()];
    await ada.subscribe('presence-a', { user_id: 'ada', user_info: { name: 'Ada' } });
    const { data } = await bob.subscribe('presence-a', { user_id: 7 });
    expect(data).toEqual({
      presence: { count: 2, ids: ['ada', '7'], hash: { ada: { name: 'Ada' }, 7: {} } },
    });
    expect((await ada.next('pusher_internal:member_added')).data).toEqual({ user_id: '7', user_info: {} });
    await bobAgain.subscribe('presence-a', { user_id: 7 });
    bob.close();
    await bob.closed;
    await ada.settle();
    expect(ada.messages).toEqual([]);
    bobAgain.send({ event: 'pusher:unsubscribe', data: { channel: 'presence-a' } });
    expect((await ada.next('pusher_internal:member_removed')).data).toEqual({ user_id: '7' });
  });

  it('needs a member', async () => {
    const { connect } = await start();
    const client = await connect();
    client.sendSubscribe('presence-a', { name: 'nobody' });
    expect((await client.next('pusher:subscription_error')).data).toMatchObject({ status: 401 });
  });
});

describe('client events', () => {
  it('reach the others on a private channel, with the sender on presence channels', async () => {
    const { connect } = await start();
    const [one, two] = [await connect(), await connect()];
    for (const client of [one, two]) {
      await client.subscribe('private-a');
      await client.subscribe('presence-a', { user_id: client.socketId });
    }
    one.send({ event: 'client-typing', channel: 'private-a', data: { on: true } });
    expect(await two.next('client-typing')).toEqual({
      event: 'client-typing',
      channel: 'private-a',
      data: { on: true },
    });
    one.send({ event: 'client-typing', channel: 'presence-a', data: { on: true } });
    expect(await two.next('client-typing')).toMatchObject({ user_id: one.socketId });
    await one.settle();
    expect(one.messages.map(({ event }) => event)).not.toContain('client-typing');
  });

  it.each([
    ['a public channel', 'public-a'],
    ['a channel of others', 'private-b'],
    ['no channel', undefined],
  ])('are refused on %s', async (_which, channel) => {
    const { connect } = await start();
    const [one, two] = [await connect(), await connect()];
    await one.subscribe('public-a');
    await two.subscribe('public-a');
    await two.subscribe('private-b');
    one.send({ event: 'client-x', channel, data: 1 });
    expect((await one.next('pusher:error')).data).toMatchObject({ code: 4301 });
    await two.settle();
    expect(two.messages).toEqual([]);
  });

  it('are limited in number per second and in size', async () => {
    const { connect } = await start(
      { maxClientEventsPerSecond: 3, maxEventDataBytes: 100 },
      { now: () => 5_000 },
    );
    const [one, two] = [await connect(), await connect()];
    await one.subscribe('private-a');
    await two.subscribe('private-a');
    one.send({ event: 'client-x', channel: 'private-a', data: 'x'.repeat(101) });
    expect((await one.next('pusher:error')).data).toMatchObject({ code: 4301 });
    for (let n = 0; n < 5; n += 1) one.send({ event: 'client-x', channel: 'private-a', data: n });
    await one.settle();
    await two.settle();
    expect(two.messages.map(({ data }) => data)).toEqual([0, 1]);
    expect(one.messages).toHaveLength(3);
  });
});

describe('bad messages', () => {
  it.each([
    ['no JSON', '{oops'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no event', '{"data":{}}'],
    ['an event that is no text', '{"event":7}'],
  ])('%s is answered with an error, and the connection lives', async (_what, text) => {
    const { connect } = await start();
    const client = await connect();
    client.send(text);
    expect((await client.next('pusher:error')).data).toMatchObject({ code: 4200 });
    await client.settle();
  });

  it.each([
    '{"event":"pusher:subscribe"}',
    '{"event":"pusher:subscribe","data":"{oops"}',
    '{"event":"pusher:unsubscribe","data":null}',
    '{"event":"pusher:unsubscribe","data":{"channel":"private-unknown"}}',
    '{"event":"constructor","data":{}}',
    '{"event":"__proto__","channel":"__proto__","data":{}}',
  ])('%s does no harm', async (text) => {
    const { connect } = await start();
    const client = await connect();
    client.send(text);
    await client.settle();
  });

  it('binary messages are refused', async () => {
    const { connect } = await start();
    const client = await connect();
    client.socket.send(Buffer.from('{"event":"pusher:ping","data":{}}'));
    expect((await client.next('pusher:error')).data).toMatchObject({ code: 4200 });
  });

  it('a message above the limit ends the connection', async () => {
    const { connect } = await start({ maxMessageBytes: 1000 });
    const client = await connect();
    client.send({ event: 'client-x', data: 'x'.repeat(1001) });
    expect(await client.closed).toMatchObject({ code: 1009 });
  });
});

describe('fanning out', () => {
  it('serialises an event once for all, and not at all for nobody', async () => {
    const { embedded, connect } = await start();
    const clients = await Promise.all(Array.from({ length: 20 }, connect));
    for (const client of clients) await client.subscribe('private-a');
    let serialised = 0;
    const data = { toJSON: () => `made ${++serialised}` };
    embedded.publish({ channel: 'private-a', event: 'news', data });
    for (const client of clients) expect((await client.next('news')).data).toBe('made 1');
    expect(serialised).toBe(1);
  });

  it('ends a connection that does not read, without delaying the others', async () => {
    const { embedded, connect } = await start({ maxBufferedBytes: 50_000 });
    const [slow, quick] = [await connect(), await connect()];
    await slow.subscribe('private-a');
    await quick.subscribe('private-a');
    slow.socket.pause();
    const data = 'x'.repeat(10_000);
    for (let n = 0; n < 2_000 && embedded.stats().connections === 2; n += 1) {
      embedded.publish({ channel: 'private-a', event: 'news', data });
      if (n % 5 === 0) await sleep(1);
    }
    expect(embedded.stats().connections).toBe(1);
    await quick.settle();
    embedded.publish({ channel: 'private-a', event: 'last', data: 'still here' });
    expect((await quick.next('last')).data).toBe('still here');
  });
});
