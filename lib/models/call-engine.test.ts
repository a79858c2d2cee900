import { afterEach, expect, it } from 'vitest';
import { callEngine } from './call-engine';
import { shipped } from './catalogue/file-watch';
import type { Provider } from './ports';
import { readEngines } from './resilience/engines';

const provider = { id: 'crowded', name: 'Crowded', offline: false } as Provider;
const places = shipped.config.engines.concurrency.image;
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});
const order = (timeoutMs: number) => {
  const { signal } = new AbortController();
  return { ...{ provider, modality: 'image' as const, signal, timeoutMs } };
};
const stateOf = () => readEngines().find((engine) => engine.provider === 'crowded');

/** Takes every place; returns the calls, which last until they are ended. */
async function takeAll() {
  const calls = Array.from({ length: places }, () =>
    callEngine(order(10_000), () => new Promise<void>((resolve) => ends.push(resolve))),
  );
  while (ends.length < places) await new Promise((resolve) => setImmediate(resolve));
  return calls;
}

it('a call that waited for its place has its whole time from then on', async () => {
  await takeAll();
  const late = callEngine(order(200), async (signal) => {
    await new Promise((resolve) => setTimeout(resolve, 120));
    return signal.aborted;
  });
  setTimeout(() => ends.shift()?.(), 120);
  expect(await late).toBe(false);
});

it('a call that finds no place in its time is told so, and is no failure of the engine', async () => {
  await takeAll();
  const { calls, failures } = stateOf() ?? {};
  await expect(callEngine(order(50), async () => 'made')).rejects.toMatchObject({ code: 'models.busy' });
  for (const end of ends.splice(0)) end();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(stateOf()).toMatchObject({ calls, failures, queued: 0, running: 0 });
});
