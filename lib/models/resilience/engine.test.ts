import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isAbort } from '../answer-aborted';
import { badKey, badRequest, refused, unavailable } from '../errors';
import { Engine } from './engine';

const name = 'Example';
const never = new AbortController().signal;
const roomy = { concurrency: 100, queue: 100 };
const engine = (limits = roomy) => new Engine(name, () => limits);

async function fail(guard: Engine, times: number, error = unavailable({ name })): Promise<void> {
  for (let count = 0; count < times; count++) (await guard.enter(never)).failed(error);
  await settled();
}
const settled = () => new Promise((resolve) => setImmediate(resolve));
const codeOf = (guard: Engine) =>
  guard.enter(never).then(
    (passage) => {
      passage.stopped();
      return 'entered';
    },
    (error) => error.code as string,
  );

describe('an engine that fails again and again', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  it('is left alone after five failures in a row, and tried again after half a minute', async () => {
    const guard = engine();
    await fail(guard, 4);
    expect(guard.state().breaker).toBe('closed');
    await fail(guard, 1);
    expect(guard.state()).toMatchObject({
      ...{ breaker: 'open', calls: 5, failures: 5 },
      lastError: { code: 'models.unavailable' },
    });
    expect(await codeOf(guard)).toBe('models.resting');

    vi.advanceTimersByTime(30_001);
    const trial = await guard.enter(never);
    expect(guard.state().breaker).toBe('half_open');
    // One at a time: nobody else finds out at the price of waiting.
    expect(await codeOf(guard)).toBe('models.resting');
    trial.begun();
    await settled();
    expect(guard.state().breaker).toBe('closed');
    expect(await codeOf(guard)).toBe('entered');
    trial.succeeded();
  });

  it('is left alone again when the trial fails', async () => {
    const guard = engine();
    await fail(guard, 5);
    vi.advanceTimersByTime(30_001);
    await fail(guard, 1);
    expect(guard.state().breaker).toBe('open');
    expect(await codeOf(guard)).toBe('models.resting');
  });

  it('is forgiven by one success between', async () => {
    const guard = engine();
    await fail(guard, 4);
    (await guard.enter(never)).succeeded();
    await settled();
    await fail(guard, 4);
    expect(guard.state().breaker).toBe('closed');
  });

  it.each([badRequest, refused, badKey])('is not blamed for %o', async (error) => {
    const guard = engine();
    await fail(guard, 8, error({ name }));
    expect(guard.state()).toMatchObject({ breaker: 'closed', failures: 8 });
  });

  it('is not blamed for callers who stop', async () => {
    const guard = engine();
    for (let count = 0; count < 8; count++) (await guard.enter(never)).stopped();
    await settled();
    expect(guard.state()).toMatchObject({ breaker: 'closed', calls: 8, failures: 0 });
  });
});

describe('the places of an engine', () => {
  it('are so many; some wait, the others are told', async () => {
    const guard = engine({ concurrency: 1, queue: 1 });
    const first = await guard.enter(never);
    const second = guard.enter(never);
    await settled();
    expect(guard.state()).toMatchObject({ running: 1, queued: 1 });
    const error = await guard.enter(never).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'models.busy', retryable: true });
    expect(error.publicMessage).toMatch(/^Example is busy/);
    first.succeeded();
    (await second).succeeded();
    await settled();
    expect(guard.state()).toMatchObject({ running: 0, queued: 0, calls: 2 });
  });

  it('are not taken by who stopped waiting', async () => {
    const guard = engine({ concurrency: 1, queue: 5 });
    const first = await guard.enter(never);
    const controller = new AbortController();
    const waiting = guard.enter(controller.signal).catch((error) => error);
    controller.abort();
    expect(isAbort(await waiting)).toBe(true);
    first.succeeded();
    await settled();
    expect(guard.state()).toMatchObject({ running: 0, calls: 1 });
    (await guard.enter(never)).succeeded();
  });

  it('are left once, by the first word on how it ended', async () => {
    const guard = engine({ concurrency: 1, queue: 0 });
    const passage = await guard.enter(never);
    passage.succeeded();
    passage.stopped();
    passage.failed(unavailable({ name }));
    await settled();
    expect(guard.state()).toMatchObject({ running: 0, failures: 0 });
  });
});
