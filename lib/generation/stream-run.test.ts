import { afterEach, describe, expect, it, vi } from 'vitest';
import { newId } from '@/lib/kernel';
import { LiveRun } from './live-run';
import { registerRun } from './registry';
import { streamRun } from './stream-run';

const ownerId = newId();

function startRun(): LiveRun {
  const run = new LiveRun(newId(), ownerId, { persist: false });
  registerRun(run);
  return run;
}

const follow = (run: LiveRun, after = 0) =>
  streamRun({ ownerId, runId: run.id, after, readStatus: async () => null });

/** Everything until the server closes; throws when it does not. */
async function readToEnd(body: ReadableStream<Uint8Array>): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  const deadline = AbortSignal.timeout(2_000);
  const reader = body.getReader();
  deadline.addEventListener('abort', () => void reader.cancel('late'));
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  if (deadline.aborted) throw new Error('The stream was left open.');
  return text;
}

const lastId = (text: string) =>
  Number(
    text
      .match(/^id: (\d+)$/gm)
      ?.at(-1)
      ?.slice(4) ?? 0,
  );
const deltasOf = (text: string) => [...text.matchAll(/"delta":"(\w*)"/g)].map(([, delta]) => delta).join('');

describe('a reader that is far behind', () => {
  it('is let go with what it has, and gets the rest when it comes back', async () => {
    const run = startRun();
    const body = follow(run);
    for (let part = 0; part < 20; part++) {
      run.write({ type: 'text-delta', id: '1', delta: String.fromCharCode(97 + part).repeat(1_000_000) });
    }
    await run.end();
    let said = '';
    let after = 0;
    for (let visit = 0; visit < 4 && !said.endsWith('t'); visit++) {
      const text = await readToEnd(visit === 0 ? body : follow(run, after));
      said += deltasOf(text);
      after = lastId(text) || after;
    }
    expect(said).toHaveLength(20_000_000);
    expect(said.endsWith('t')).toBe(true);
  });

  it('is forgotten, also when it was only shown what it missed', async () => {
    const run = startRun();
    for (let part = 0; part < 10; part++)
      run.write({ type: 'text-delta', id: '1', delta: 'x'.repeat(1_000_000) });
    const left = vi.fn();
    const wasFollowed = vi.spyOn(run, 'follow').mockImplementation((after, reader) => {
      const leave = LiveRun.prototype.follow.call(run, after, reader);
      return () => left(leave());
    });
    await readToEnd(follow(run));
    expect(wasFollowed).toHaveBeenCalledOnce();
    expect(left).toHaveBeenCalledOnce();
  });
});

describe('a reader that leaves', () => {
  afterEach(() => vi.useRealTimers());

  it('leaves no timer behind, and the run goes on', async () => {
    vi.useFakeTimers();
    const run = startRun();
    const reader = follow(run).getReader();
    expect(vi.getTimerCount()).toBe(1);
    await reader.cancel();
    expect(vi.getTimerCount()).toBe(0);
    run.write({ type: 'start-step' });
    const rest = readToEnd(follow(run));
    await run.end();
    expect(lastId(await rest)).toBe(1);
  });
});
