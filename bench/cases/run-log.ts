import type pg from 'pg';
import { LiveRun, registerRun, releaseRun, streamRun } from '@/lib/generation';
import { newId } from '@/lib/kernel';
import type { Bench } from '../harness/bench';
import { count, megabytes, microseconds, milliseconds } from '../harness/figures';
import type { BenchCase } from '../harness/line';
import { measurePairs, timed } from '../harness/measure-pairs';
import { paceTokens } from '../harness/pace';
import { createPerson } from '../harness/seed-conversation';
import { percentile } from '../harness/statistics';
import { readUsage } from '../harness/usage';

const STREAMS = 100;
const TOKENS_PER_SECOND = 50;
const SECONDS = 4;
const PAIRS = 4;
const TOKENS = TOKENS_PER_SECOND * SECONDS;

export const runLog: BenchCase<Bench> = {
  name: 'run-log',
  title: `Saving the log of ${STREAMS} runs at ${TOKENS_PER_SECOND} tokens/s each (LiveRun with a reader, in one process)`,
  async run(bench) {
    const { pool } = await bench.database();
    const ownerId = await createPerson(pool);
    const late = { on: [] as number[], off: [] as number[] };
    const saved: string[] = [];
    const stream = async (log: 'on' | 'off') => {
      const runIds = await insertRuns(pool, ownerId);
      if (log === 'on') saved.push(...runIds);
      return timed(async () => late[log].push(...(await streamRuns(ownerId, runIds, log === 'on'))));
    };
    const pairs = await measurePairs({
      subject: () => stream('on'),
      baseline: () => stream('off'),
      pairs: PAIRS,
      warmUp: 1,
    });
    // Each run has one more at its end, which says nothing about the pace.
    const { rows } = await pool.query<{ writes: string }>(
      'SELECT count(*) - count(DISTINCT run_id) AS writes FROM run_chunks WHERE run_id = ANY($1)',
      [saved],
    );
    const tokens = STREAMS * TOKENS;
    return [
      {
        title: 'the streams with the log on ÷ off',
        value: pairs.ratio,
        unit: '×',
        target: 1.03,
        beside: [
          milliseconds('on', pairs.subject.ms),
          milliseconds('off', pairs.baseline.ms),
          milliseconds('p95 of a token’s delay on', percentile(late.on, 0.95)),
          milliseconds('off', percentile(late.off, 0.95)),
          megabytes('RSS', readUsage().rssBytes),
        ],
      },
      {
        title: 'processor time per token with the log on ÷ off',
        value: pairs.subject.cpuUs / pairs.baseline.cpuUs,
        unit: '×',
        target: null,
        beside: [
          microseconds('on', pairs.subject.cpuUs / tokens),
          microseconds('off', pairs.baseline.cpuUs / tokens),
        ],
      },
      {
        title: 'rows written per second of a stream, without the one at its end',
        value: Number(rows[0]?.writes) / saved.length / SECONDS,
        unit: '/s',
        target: 5,
        beside: [count('streams', saved.length)],
      },
    ];
  },
};

async function insertRuns(pool: pg.Pool, ownerId: string): Promise<string[]> {
  const ids = Array.from({ length: STREAMS }, newId);
  await pool.query(
    `INSERT INTO runs (id, conversation_id, owner_id, message_id, model, status)
     SELECT id, gen_random_uuid(), $1, gen_random_uuid(), 'none/none', 'streaming' FROM unnest($2::uuid[]) AS id`,
    [ownerId, ids],
  );
  return ids;
}

/** Streams all of them to their ends, each with one reader; returns by how much each token was late. */
async function streamRuns(ownerId: string, runIds: string[], persist: boolean): Promise<number[]> {
  const runs = runIds.map((id) => new LiveRun(id, ownerId, { persist }));
  for (const run of runs) registerRun(run);
  const readers = runs.map((run) =>
    readToEnd(streamRun({ ownerId, runId: run.id, after: 0, readStatus: async () => null })),
  );
  for (const run of runs) run.write({ type: 'text-start', id: '1' });
  const late = await paceTokens({
    streams: STREAMS,
    tokens: TOKENS,
    tokensPerSecond: TOKENS_PER_SECOND,
    emit: (stream, token) => runs[stream]?.writeDelta('text-delta', '1', ` word${token}`),
  });
  await Promise.all(runs.map((run) => run.end()));
  await Promise.all(readers);
  for (const run of runs) releaseRun(run);
  return late;
}

async function readToEnd(body: ReadableStream<Uint8Array>): Promise<void> {
  for await (const _ of body as unknown as AsyncIterable<Uint8Array>);
}
