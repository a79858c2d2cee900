import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createEmbeddedPublisher } from '@/lib/realtime/adapters/embedded';
import { createPusherPublisher } from '@/lib/realtime/adapters/pusher';
import { PusherSocket } from '../support/pusher-socket';
import { credentials, startEmbeddedServer } from '../support/realtime-server';
import { describePublisher } from './publisher.contract';

const at = (port: number) => ({ hostname: '127.0.0.1', port, tls: false });

describePublisher('embedded server, in the same process', async () => {
  const { embedded, port, stop } = await startEmbeddedServer();
  return { publisher: createEmbeddedPublisher(embedded), connect: () => PusherSocket.connect(port), stop };
});

describePublisher('the pusher package over HTTP', async () => {
  const { port, stop } = await startEmbeddedServer();
  return {
    publisher: createPusherPublisher(credentials, at(port)),
    connect: () => PusherSocket.connect(port),
    stop,
  };
});

describe('the pusher package over HTTP, when things go wrong', () => {
  async function answering(status: number): Promise<{ port: number; stop(): void }> {
    const server = http.createServer((request, response) => {
      request.resume();
      response.writeHead(status).end('vendor words');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { port: (server.address() as AddressInfo).port, stop: () => server.close() };
  }

  it.each([
    [400, 'realtime.publish_refused', false],
    [401, 'realtime.publish_refused', false],
    [403, 'realtime.publish_refused', false],
    [413, 'realtime.event_too_large', false],
    [408, 'realtime.publish_failed', true],
    [429, 'realtime.publish_failed', true],
    [500, 'realtime.publish_failed', true],
    [503, 'realtime.publish_failed', true],
  ])('answer %i becomes %s', async (status, code, retryable) => {
    const { port, stop } = await answering(status);
    const publisher = createPusherPublisher(credentials, at(port));
    const failure = await publisher.publish('private-a', 'news', {}).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, retryable });
    expect((failure as { publicMessage: string }).publicMessage).not.toContain('vendor');
    stop();
  });

  it('a wrong secret is refused for good', async () => {
    const { port, stop } = await startEmbeddedServer();
    const publisher = createPusherPublisher({ ...credentials, secret: 'wrong' }, at(port));
    const refusal = { code: 'realtime.publish_refused', retryable: false };
    await expect(publisher.publish('private-a', 'news', {})).rejects.toMatchObject(refusal);
    await stop();
  });

  it('a service that is away may be tried again', async () => {
    const { port, stop } = await answering(200);
    stop();
    const publisher = createPusherPublisher(credentials, at(port));
    const failure = { code: 'realtime.publish_failed', retryable: true };
    await expect(publisher.publish('private-a', 'news', {})).rejects.toMatchObject(failure);
  });

  it('a channel that no server would take is refused for good', async () => {
    const publisher = createPusherPublisher(credentials, at(1));
    const refusal = { code: 'realtime.publish_refused', retryable: false };
    await expect(publisher.publish('not a channel', 'news', {})).rejects.toMatchObject(refusal);
  });
});
