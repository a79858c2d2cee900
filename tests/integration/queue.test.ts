import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { enqueue, findLiveKeys, type JobHandler, type Queue, startQueue } from '@/lib/platform/queue';
import { inTransaction } from '@/lib/platform/transaction';
import { useTestDatabase } from '../support/integration';
import { noteJob } from '../support/note-job';
import { waitFor } from '../support/wait-for';

const database = useTestDatabase();
let queue: Queue | undefined;
let done: string[] = [];
let dead: string[] = [];

async function work(handler: JobHandler<{ note: string }>): Promise<void> {
  queue = await startQueue();
  await queue.work(noteJob, handler, async ({ note }) => {
    dead.push(note);
  });
}
const stop = async () => {
  await queue?.stop(1_000);
  queue = undefined;
};
const take: JobHandler<{ note: string }> = async ({ note }) => {
  done.push(note);
};
const put = (note: string, key = note) => enqueue(noteJob, { note }, { key });

beforeEach(() => {
  done = [];
  dead = [];
  return stop;
});

describe('a job', () => {
  it('is there exactly if the transaction that put it down commits', async () => {
    const undone = inTransaction(async (tx) => {
      await enqueue(noteJob, { note: 'undone' }, { key: 'undone', tx });
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    await inTransaction((tx) => enqueue(noteJob, { note: 'kept' }, { key: 'kept', tx }));
    expect([...(await findLiveKeys(noteJob, ['undone', 'kept']))]).toEqual(['kept']);
    await work(take);
    await waitFor(() => done.length > 0);
    expect(done).toEqual(['kept']);
  });

  it('is one for each key while it waits or runs, and may come again afterwards', async () => {
    await Promise.all([put('first', 'same'), put('second', 'same'), put('third', 'same')]);
    await work(take);
    await waitFor(async () => done.length > 0 && (await findLiveKeys(noteJob, ['same'])).size === 0);
    expect(done).toHaveLength(1);
    await put('again', 'same');
    await waitFor(() => done.includes('again'));
  });

  it('is refused with data that its kind does not know', async () => {
    await expect(enqueue(noteJob, { note: 7 as unknown as string }, { key: 'x' })).rejects.toThrow();
    expect((await findLiveKeys(noteJob, ['x'])).size).toBe(0);
  });

  it('is tried again, then told as dead', async () => {
    await work(async ({ note }) => {
      done.push(note);
      throw new Error('never works');
    });
    await put('hopeless');
    await waitFor(() => dead.length > 0, 15_000);
    expect(done).toEqual(['hopeless', 'hopeless']);
    expect(dead).toEqual(['hopeless']);
  });
});

describe('a worker', () => {
  it('that stops aborts its job and puts it back, with all its tries', async () => {
    let starts = 0;
    const hang: JobHandler<{ note: string }> = (_data, { signal }) => {
      starts += 1;
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    };
    await put('long');
    // More often than it may be tried.
    for (let round = 1; round <= 3; round += 1) {
      await work(hang);
      await waitFor(() => starts === round);
      await stop();
    }
    await work(take);
    await waitFor(() => done.includes('long'));
    expect(dead).toEqual([]);
  });

  it('that is killed loses its job to another within seconds', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/hang-at-job.ts'], {
      cwd: path.resolve(import.meta.dirname, '../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, DATABASE_URL: database.url() },
    });
    try {
      await put('orphan');
      await once(child.stdout, 'data');
    } finally {
      child.kill('SIGKILL');
    }
    const killedAt = performance.now();
    await work(take);
    await waitFor(() => done.includes('orphan'), 30_000);
    expect(performance.now() - killedAt).toBeLessThan(25_000);
  }, 60_000);
});
