import PusherServer from 'pusher';
import Pusher from 'pusher-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { personChannel } from '@/lib/contracts';
import { overrideEnv } from '@/lib/platform/env';
import { authorizeChannel } from '@/lib/realtime';
import { credentials, startEmbeddedServer } from '../support/realtime-server';

/** The embedded server must satisfy the packages that applications use with hosted Pusher. */
describe('the real pusher and pusher-js packages on the embedded server', () => {
  let port: number;
  let stop: () => Promise<void>;
  let server: PusherServer;
  const clients: Pusher[] = [];

  beforeEach(async () => {
    ({ port, stop } = await startEmbeddedServer({ limits: { maxClientEventsPerSecond: 5 } }));
    server = new PusherServer({ ...credentials, host: '127.0.0.1', port: String(port), useTLS: false });
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.disconnect();
    await stop();
    overrideEnv(undefined);
  });

  type Sign = (request: {
    socketId: string;
    channelName: string;
  }) => { auth: string; channel_data?: string } | null;

  async function connect(sign: Sign, key = credentials.key): Promise<Pusher> {
    const client = new Pusher(key, {
      cluster: '',
      wsHost: '127.0.0.1',
      wsPort: port,
      forceTLS: false,
      enabledTransports: ['ws'],
      channelAuthorization: {
        transport: 'ajax',
        endpoint: '/unused',
        customHandler(request, callback) {
          const signed = sign(request);
          // Later, as over a network.
          setImmediate(() => (signed ? callback(null, signed) : callback(new Error('refused'), null)));
        },
      },
    });
    clients.push(client);
    return client;
  }

  const connected = (client: Pusher) =>
    new Promise<string>((resolve) => {
      client.connection.bind('connected', ({ socket_id }: { socket_id: string }) => resolve(socket_id));
    });
  const happens = <T>(channel: { bind(event: string, handler: (data: T) => void): unknown }, event: string) =>
    new Promise<T>((resolve) => channel.bind(event, resolve));
  const signAnything: Sign = ({ socketId, channelName }) => server.authorizeChannel(socketId, channelName);

  it('a private channel: subscribe, trigger, leave out the sender', async () => {
    const [one, two] = [await connect(signAnything), await connect(signAnything)];
    const socketId = await connected(one);
    const channels = [one, two].map((client) => client.subscribe('private-a'));
    const [first, second] = channels as [(typeof channels)[0], (typeof channels)[0]];
    await Promise.all(channels.map((channel) => happens(channel, 'pusher:subscription_succeeded')));
    const echoes: unknown[] = [];
    first.bind('news', (data: unknown) => echoes.push(data));
    const heard = happens(second, 'news');
    await server.trigger('private-a', 'news', { text: 'hello' }, { socket_id: socketId });
    expect(await heard).toEqual({ text: 'hello' });
    const last = happens(first, 'last');
    await server.trigger(['private-a', 'private-b'], 'last', {});
    await last;
    expect(echoes).toEqual([]);
  });

  it('a batch', async () => {
    const client = await connect(signAnything);
    const channel = client.subscribe('private-a');
    await happens(channel, 'pusher:subscription_succeeded');
    const heard: unknown[] = [];
    channel.bind('news', (data: unknown) => heard.push(data));
    const last = happens(channel, 'last');
    const batch = Array.from({ length: 9 }, (_, n) => ({ channel: 'private-a', name: 'news', data: { n } }));
    await server.triggerBatch([...batch, { channel: 'private-a', name: 'last', data: {} }]);
    await last;
    expect(heard).toEqual(Array.from({ length: 9 }, (_, n) => ({ n })));
    const eleven = Array.from({ length: 11 }, () => ({ channel: 'private-a', name: 'news', data: {} }));
    await expect(server.triggerBatch(eleven)).rejects.toMatchObject({ status: 400 });
  });

  it('an event that is too large', async () => {
    await expect(server.trigger('private-a', 'news', 'x'.repeat(10_241))).rejects.toMatchObject({
      status: 413,
    });
  });

  it('presence: members, joining, leaving, and what the HTTP API tells of it', async () => {
    const as =
      (id: string): Sign =>
      ({ socketId, channelName }) =>
        server.authorizeChannel(socketId, channelName, {
          user_id: id,
          user_info: { name: id.toUpperCase() },
        });
    const ada = await connect(as('ada'));
    const room = ada.subscribe('presence-room');
    await happens(room, 'pusher:subscription_succeeded');
    const joined = happens<{ id: string; info: unknown }>(room, 'pusher:member_added');
    const bob = await connect(as('bob'));
    const members = await happens<{ count: number; me: { id: string } }>(
      bob.subscribe('presence-room'),
      'pusher:subscription_succeeded',
    );
    expect([members.count, members.me.id]).toEqual([2, 'bob']);
    expect(await joined).toEqual({ id: 'bob', info: { name: 'BOB' } });

    const get = async (path: string, params = {}) => (await server.get({ path, params })).json();
    expect(await get('/channels/presence-room/users')).toEqual({ users: [{ id: 'ada' }, { id: 'bob' }] });
    expect(await get('/channels/presence-room', { info: 'user_count,subscription_count' })).toEqual({
      occupied: true,
      user_count: 2,
      subscription_count: 2,
    });
    expect(await get('/channels', { filter_by_prefix: 'presence-' })).toEqual({
      channels: { 'presence-room': {} },
    });
    expect(await get('/channels/private-none')).toEqual({ occupied: false });
    await expect(get('/channels/private-none/users')).rejects.toMatchObject({ status: 400 });
    await expect(get('/elsewhere')).rejects.toMatchObject({ status: 404 });

    const left = happens<{ id: string }>(room, 'pusher:member_removed');
    bob.disconnect();
    expect((await left).id).toBe('bob');
  });

  it('client events reach the others, up to so many a second', async () => {
    const [one, two] = [await connect(signAnything), await connect(signAnything)];
    const [from, to] = [one.subscribe('private-a'), two.subscribe('private-a')];
    await Promise.all([from, to].map((channel) => happens(channel, 'pusher:subscription_succeeded')));
    const heard: unknown[] = [];
    to.bind('client-typing', (data: unknown) => heard.push(data));
    const refused = happens<{ data: { code: number } }>(one.connection, 'error');
    for (let n = 0; n < 30; n += 1) from.trigger('client-typing', { n });
    expect((await refused).data.code).toBe(4301);
    const last = happens(to, 'last');
    await server.trigger('private-a', 'last', {});
    await last;
    // The burst may fall into two seconds.
    expect(heard.length).toBeGreaterThanOrEqual(5);
    expect(heard.length).toBeLessThanOrEqual(10);
  });

  it('a bad signature', async () => {
    const client = await connect(({ socketId, channelName }) =>
      server.authorizeChannel(socketId, `${channelName}x`),
    );
    const refused = await happens(client.subscribe('private-a'), 'pusher:subscription_error');
    expect(refused).toMatchObject({ type: 'AuthError', status: 401 });
  });

  it('a wrong key', async () => {
    const client = await connect(signAnything, 'wrong-key');
    expect(await happens(client.connection, 'error')).toMatchObject({ error: { data: { code: 4001 } } });
    // It gives up instead of trying for ever.
    await expect.poll(() => client.connection.state).toBe('disconnected');
  });

  it('a wrong secret on the HTTP API', async () => {
    const stranger = new PusherServer({
      ...credentials,
      secret: 'wrong',
      host: '127.0.0.1',
      port: String(port),
      useTLS: false,
    });
    await expect(stranger.trigger('private-a', 'news', {})).rejects.toMatchObject({ status: 401 });
    await expect(stranger.get({ path: '/channels' })).rejects.toMatchObject({ status: 401 });
  });

  it('a person joins their own channel and no other', async () => {
    overrideEnv({
      PUSHER_APP_ID: '',
      PUSHER_KEY: '',
      PUSHER_SECRET: '',
      EMBEDDED_PUSHER_APP_ID: credentials.appId,
      EMBEDDED_PUSHER_KEY: credentials.key,
      EMBEDDED_PUSHER_SECRET: credentials.secret,
    });
    const ada = await connect(({ socketId, channelName }) =>
      authorizeChannel({ userId: 'ada', socketId, channel: channelName }),
    );
    await happens(ada.subscribe(personChannel('ada')), 'pusher:subscription_succeeded');
    await happens(ada.subscribe(personChannel('bob')), 'pusher:subscription_error');
  });
});
