import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LogWriter } from './log-writer';
import { insertFrames } from './store';

vi.mock('./store', () => ({ insertFrames: vi.fn() }));
const insert = vi.mocked(insertFrames);

/** What was written, one text per statement. */
const statements = () =>
  insert.mock.calls.map(([batches]) =>
    batches.map((batch) => `${batch.runId} ${batch.seqFrom}-${batch.seqTo}`).join(', '),
  );

describe('the log of a run', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    insert.mockReset().mockResolvedValue();
  });
  afterEach(() => void vi.useRealTimers());

  it('is saved every 200 ms, the frames of all runs in one statement', async () => {
    const [first, second] = [new LogWriter('a', true), new LogWriter('b', true)];
    first.add(1, 'one');
    await vi.advanceTimersByTimeAsync(150);
    second.add(1, 'uno');
    first.add(2, 'two');
    expect(statements()).toEqual([]);
    await vi.advanceTimersByTimeAsync(50);
    expect(statements()).toEqual(['a 1-2, b 1-1']);
    expect(insert.mock.calls[0]?.[0][0]?.frames).toBe('onetwo');
    await vi.advanceTimersByTimeAsync(1000);
    expect(statements()).toHaveLength(1);
  });

  it('has one statement in flight; what comes meanwhile shares the next', async () => {
    let finish = () => {};
    insert.mockImplementationOnce(() => new Promise((resolve) => (finish = resolve)));
    const [first, second] = [new LogWriter('a', true), new LogWriter('b', true)];
    first.add(1, 'one');
    const early = first.flush();
    await vi.advanceTimersByTimeAsync(0);
    first.add(2, 'two');
    second.add(1, 'uno');
    let isLateSaved = false;
    const late = Promise.all([first.close(), second.close()]).then(() => {
      isLateSaved = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(statements()).toEqual(['a 1-1']);
    expect(isLateSaved).toBe(false);
    finish();
    await Promise.all([early, late]);
    expect(statements()).toEqual(['a 1-1', 'a 2-2, b 1-1']);
  });

  it('is tried again while the database is away, and given up after a minute', async () => {
    insert.mockRejectedValueOnce(new Error('away'));
    const writer = new LogWriter('a', true);
    writer.add(1, 'one');
    const saved = writer.close();
    await vi.advanceTimersByTimeAsync(500);
    await saved;
    expect(statements()).toEqual(['a 1-1', 'a 1-1']);

    insert.mockRejectedValue(new Error('away'));
    const say = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    writer.add(2, 'two');
    const givenUp = writer.close();
    await vi.advanceTimersByTimeAsync(61_000);
    await givenUp;
    expect(String(say.mock.calls[0]?.[0])).toContain('run log not saved');
    say.mockRestore();
  });

  it('writes nothing when it is off', async () => {
    const writer = new LogWriter('a', false);
    writer.add(1, 'one');
    await writer.close();
    await vi.advanceTimersByTimeAsync(1000);
    expect(statements()).toEqual([]);
  });
});
