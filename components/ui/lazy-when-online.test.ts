import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadPatiently } from './lazy-when-online';

const page = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', page);
  vi.stubGlobal('navigator', { onLine: true });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const failing = (times: number) => {
  let calls = 0;
  return vi.fn(async () => {
    if (++calls <= times) throw new Error('no chunk');
    return 'code';
  });
};

it('fetches code again when the network is back, however long that takes', async () => {
  vi.stubGlobal('navigator', { onLine: false });
  const load = failing(1);
  const loading = loadPatiently(load);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(load).toHaveBeenCalledTimes(1);
  page.dispatchEvent(new Event('online'));
  expect(await loading).toBe('code');
});

it('tells once that it waits for the network, and only then', async () => {
  const onOffline = vi.fn();
  await loadPatiently(failing(0), onOffline);
  const whileServerIsAway = loadPatiently(failing(1), onOffline);
  await vi.advanceTimersByTimeAsync(4_000);
  await whileServerIsAway;
  expect(onOffline).not.toHaveBeenCalled();
  vi.stubGlobal('navigator', { onLine: false });
  const loading = loadPatiently(failing(1), onOffline);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(onOffline).toHaveBeenCalledTimes(1);
  page.dispatchEvent(new Event('online'));
  await loading;
});

it('waits for a server that restarts', async () => {
  const loading = loadPatiently(failing(2));
  await vi.advanceTimersByTimeAsync(4_000);
  expect(await loading).toBe('code');
});

it('gives up on code that is gone', async () => {
  const loading = loadPatiently(failing(100));
  const outcome = expect(loading).rejects.toThrow('no chunk');
  await vi.advanceTimersByTimeAsync(60_000);
  await outcome;
});
