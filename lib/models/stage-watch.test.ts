import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StageWatch } from './stage-watch';

const limits = {
  headersMs: 100,
  firstChunkMs: 200,
  chunkMs: 50,
  drawingMs: 1_000,
  totalMs: 5_000,
  retryMs: 1,
};
const watch = (caller = new AbortController().signal, totalMs = limits.totalMs) =>
  new StageWatch(limits, performance.now() + totalMs, caller);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the watch over one try', () => {
  it('gives each stage its own time', () => {
    const headers = watch();
    vi.advanceTimersByTime(99);
    expect(headers.signal.aborted).toBe(false);
    vi.advanceTimersByTime(5);
    expect(headers.timedOut).toBe(true);
    expect(headers.signal.aborted).toBe(true);

    const first = watch();
    first.headersArrived();
    vi.advanceTimersByTime(195);
    expect(first.signal.aborted).toBe(false);
    vi.advanceTimersByTime(10);
    expect(first.timedOut).toBe(true);
  });

  it('lasts as long as pieces keep coming, and no longer', () => {
    const chunks = watch();
    chunks.headersArrived();
    for (let count = 0; count < 20; count++) {
      chunks.chunkArrived();
      vi.advanceTimersByTime(45);
    }
    expect(chunks.signal.aborted).toBe(false);
    vi.advanceTimersByTime(10);
    expect(chunks.timedOut).toBe(true);
  });

  it('is patient while a picture is drawn, until the next piece', () => {
    const drawing = watch();
    drawing.chunkArrived();
    drawing.drawingStarted();
    vi.advanceTimersByTime(900);
    expect(drawing.signal.aborted).toBe(false);
    drawing.chunkArrived();
    vi.advanceTimersByTime(60);
    expect(drawing.timedOut).toBe(true);
  });

  it('ends with the time for all tries, however lively the answer is', () => {
    const total = watch(new AbortController().signal, 120);
    for (let count = 0; count < 5; count++) {
      total.chunkArrived();
      vi.advanceTimersByTime(30);
    }
    expect(total.timedOut).toBe(true);
  });

  it('ends with its caller, which is no time-out', () => {
    const caller = new AbortController();
    const stopped = watch(caller.signal);
    caller.abort();
    expect(stopped.signal.aborted).toBe(true);
    expect(stopped.timedOut).toBe(false);
    expect(watch(caller.signal).signal.aborted).toBe(true);
  });

  it('leaves no timer behind', () => {
    const done = watch();
    done.chunkArrived();
    done.close();
    expect(vi.getTimerCount()).toBe(0);
    expect(done.timedOut).toBe(false);
  });
});
