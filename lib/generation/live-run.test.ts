import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseFrames } from './frame';
import { LiveRun } from './live-run';

function follow(run: LiveRun, after = 0) {
  const seen: string[] = [];
  const state = { ended: false };
  const leave = run.follow(after, {
    push: (bytes) => seen.push(Buffer.from(bytes).toString()),
    end: () => {
      state.ended = true;
    },
  });
  return { seen, state, leave, chunks: () => parseFrames(seen.join('')) };
}

describe('a live run', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const newRun = () => new LiveRun('run', 'owner', { persist: false });

  it('sends the first text at once and gathers what follows for 25 ms', () => {
    const run = newRun();
    const reader = follow(run);
    run.writeDelta('text-delta', '1', 'a');
    expect(reader.chunks()).toHaveLength(1);
    run.writeDelta('text-delta', '1', 'b');
    run.writeDelta('text-delta', '1', 'c');
    expect(reader.chunks()).toHaveLength(1);
    vi.advanceTimersByTime(25);
    expect(reader.chunks().at(-1)).toEqual({ seq: 2, chunk: { type: 'text-delta', id: '1', delta: 'bc' } });
  });

  it('keeps the order when another chunk comes while text is gathered', () => {
    const run = newRun();
    const reader = follow(run);
    run.writeDelta('text-delta', '1', 'a');
    run.writeDelta('text-delta', '1', 'b');
    run.write({ type: 'text-end', id: '1' });
    expect(reader.chunks().map(({ chunk }) => chunk.type)).toEqual(['text-delta', 'text-delta', 'text-end']);
  });

  it('does not mix reasoning with text', () => {
    const run = newRun();
    const reader = follow(run);
    run.writeDelta('reasoning-delta', '1', 'a');
    run.writeDelta('reasoning-delta', '1', 'b');
    run.writeDelta('text-delta', '2', 'c');
    vi.advanceTimersByTime(25);
    expect(reader.chunks().map(({ chunk }) => ('delta' in chunk ? chunk.delta : ''))).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('replays from any number and then follows, each chunk exactly once', async () => {
    const run = newRun();
    for (const text of ['a', 'b', 'c']) {
      run.writeDelta('text-delta', '1', text);
      vi.advanceTimersByTime(25);
    }
    const late = follow(run, 1);
    run.writeDelta('text-delta', '1', 'd');
    vi.advanceTimersByTime(25);
    expect(late.chunks().map(({ seq }) => seq)).toEqual([2, 3, 4]);
    await run.end();
    expect(late.state.ended).toBe(true);
    const after = follow(run, 3);
    expect(after.chunks().map(({ seq }) => seq)).toEqual([4]);
    expect(after.state.ended).toBe(true);
  });

  it('sends nothing more to a reader that left', () => {
    const run = newRun();
    const reader = follow(run);
    reader.leave();
    run.writeDelta('text-delta', '1', 'a');
    expect(reader.seen).toEqual([]);
  });
});
