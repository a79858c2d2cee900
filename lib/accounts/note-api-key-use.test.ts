import { expect, it, vi } from 'vitest';
import { createUseNoter, USE_INTERVAL_MS } from './note-api-key-use';

function setUp() {
  let now = 1_000_000_000;
  const touch = vi.fn(async () => {});
  const note = createUseNoter(touch, { now: () => now });
  const use = (keyId = 'k1', lastUsedAt: Date | null = null) => note({ keyId, ownerId: 'o1', lastUsedAt });
  return { touch, use, pass: (ms: number) => (now += ms), now: () => now };
}

it('writes once for many requests within a minute, and again after it', () => {
  const { touch, use, pass } = setUp();
  for (let count = 0; count < 100; count += 1) use();
  expect(touch).toHaveBeenCalledTimes(1);
  pass(USE_INTERVAL_MS - 1);
  use();
  expect(touch).toHaveBeenCalledTimes(1);
  pass(1);
  use();
  expect(touch).toHaveBeenCalledTimes(2);
});

it('writes nothing when another process noted a use just now', () => {
  const { touch, use, now } = setUp();
  use('k1', new Date(now() - 1_000));
  expect(touch).not.toHaveBeenCalled();
});

it('keeps keys apart', () => {
  const { touch, use } = setUp();
  use('k1');
  use('k2');
  expect(touch.mock.calls).toEqual([
    ['o1', 'k1', USE_INTERVAL_MS],
    ['o1', 'k2', USE_INTERVAL_MS],
  ]);
});

it('lets the request go on when the database does not answer', () => {
  const note = createUseNoter(() => Promise.reject(new Error('down')), { now: () => 1_000_000 });
  expect(() => note({ keyId: 'k1', ownerId: 'o1', lastUsedAt: null })).not.toThrow();
});
