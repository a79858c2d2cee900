import { expect, it } from 'vitest';
import { ChannelRegistry } from './channel-registry';

const listener = (socketId: string) => {
  const frames: Buffer[] = [];
  return { socketId, frames, send: (frame: Buffer) => frames.push(frame) };
};

it('encodes a message once and sends everybody the same bytes', () => {
  const registry = new ChannelRegistry();
  const listeners = Array.from({ length: 20 }, (_, n) => listener(String(n)));
  for (const one of listeners) registry.join('private-a', one, null);
  let encoded = 0;
  registry.fanOut('private-a', () => Buffer.from(`message ${++encoded}`), '7');
  const frames = listeners.flatMap((one) => one.frames);
  expect(encoded).toBe(1);
  expect(frames).toHaveLength(19);
  expect(new Set(frames).size).toBe(1);
});

it('encodes nothing for nobody', () => {
  const registry = new ChannelRegistry();
  const one = listener('1');
  registry.join('private-a', one, null);
  registry.leave('private-a', one);
  registry.fanOut('private-a', () => expect.unreachable());
  expect(registry.size).toBe(0);
});

it('goes on when a listener leaves while it is sent to', () => {
  const registry = new ChannelRegistry();
  const [first, last] = [listener('1'), listener('3')];
  const leaving = { socketId: '2', send: () => void registry.leave('private-a', leaving) };
  for (const one of [first, leaving, last]) registry.join('private-a', one, null);
  registry.fanOut('private-a', () => Buffer.from('x'));
  expect([first.frames.length, last.frames.length]).toEqual([1, 1]);
  expect(registry.describe('private-a')?.subscriptionCount).toBe(2);
});
