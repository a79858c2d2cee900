import type pg from 'pg';
import type { SendMessageResult } from '@/lib/contracts';
import { appendTurn, findConversation, readBranch } from '@/lib/conversation';
import { writeTurn } from '@/lib/conversation/store/send';
import { newId } from '@/lib/kernel';
import type { App } from '../harness/app';
import type { Bench } from '../harness/bench';
import { megabytes, timesOf } from '../harness/figures';
import type { BenchCase } from '../harness/line';
import { measurePairs, timed } from '../harness/measure-pairs';
import { take } from '../harness/questions';
import { recordStatements, type Statement } from '../harness/record-statements';
import { QUESTION, sampleTurn } from '../harness/sample-turn';
import { seedConversation } from '../harness/seed-conversation';
import { readStream } from '../harness/stream-client';
import { readUsage } from '../harness/usage';

const LONG = 10_000;
const SHORT = 10;
/** As many messages as the flow reads for the model. */
const CONTEXT = 100;
const STORE_PAIRS = 300;
const DOOR_PAIRS = 120;
const WARM_UP = 40;

export const send: BenchCase<Bench> = {
  name: 'send',
  title: 'Sending a message, durably',
  async run(bench) {
    const [{ pool }, provider, app] = [await bench.database(), await bench.provider(), await bench.app()];
    await provider.follow({ firstTokenMs: 0, tokens: 1, intervalMs: 0 });
    const { ownerId } = app;
    const long = await seedConversation(pool, ownerId, { messageCount: LONG });
    const shorts: string[] = [];
    // A short conversation stays short: each is used once.
    for (let i = 0; i < STORE_PAIRS + DOOR_PAIRS + 2 * WARM_UP; i++) {
      shorts.push(await seedConversation(pool, ownerId, { messageCount: SHORT }));
    }
    await pool.query('ANALYZE');
    const store = (id: string) => timed(() => appendTurn(sampleTurn(ownerId, id)));
    const overSql = await measurePairs({
      subject: () => store(long),
      baseline: async () => {
        const [write] = await recordStatements(() => writeTurn(sampleTurn(ownerId, long)));
        return timed(() => query(pool, write));
      },
      pairs: STORE_PAIRS,
      warmUp: WARM_UP,
    });
    const growth = await measurePairs({
      subject: () => store(long),
      baseline: () => store(take(shorts)),
      pairs: STORE_PAIRS,
      warmUp: WARM_UP,
    });
    const door = await measurePairs({
      subject: () => sendThroughDoor(app, long),
      baseline: () => sendBySql(pool, ownerId, long),
      pairs: DOOR_PAIRS,
      warmUp: WARM_UP,
      usage: { subject: app.usage },
    });
    const doorGrowth = await measurePairs({
      subject: () => sendThroughDoor(app, long),
      baseline: () => sendThroughDoor(app, take(shorts)),
      pairs: DOOR_PAIRS,
      warmUp: WARM_UP,
      usage: { subject: app.usage, baseline: app.usage },
    });
    const { rssBytes } = await app.usage();
    return [
      {
        title: 'the store (appendTurn) ÷ its statement through pg',
        value: overSql.ratio,
        unit: '×',
        target: 3,
        beside: [
          ...timesOf(overSql, { subject: 'store', baseline: 'pg' }),
          megabytes('RSS', readUsage().rssBytes),
        ],
      },
      {
        title: `the store: to a conversation of ${LONG} messages ÷ of ${SHORT}`,
        value: growth.ratio,
        unit: '×',
        target: 1.1,
        beside: timesOf(growth, { subject: 'long', baseline: 'short' }),
      },
      {
        title: 'the door (POST …/messages up to the 202) ÷ its statements through pg',
        value: door.ratio,
        unit: '×',
        target: 3,
        beside: [
          ...timesOf(door, { subject: 'app with its answer', baseline: 'pg' }),
          megabytes('RSS of the app', rssBytes),
        ],
      },
      {
        title: `the door: to a conversation of ${LONG} messages ÷ of ${SHORT}`,
        value: doorGrowth.ratio,
        unit: '×',
        target: 1.1,
        beside: timesOf(doorGrowth, { subject: 'long', baseline: 'short' }),
      },
    ];
  },
};

/** Sends and waits for the 202. The answer ends before the next attempt, outside the measured time. */
async function sendThroughDoor({ url, headers }: App, conversationId: string): Promise<number> {
  const { bytes, totalMs } = await readStream({
    url: `${url}/api/conversations/${conversationId}/messages`,
    headers,
    body: { id: newId(), content: QUESTION },
  });
  const { run } = JSON.parse(bytes.toString()) as SendMessageResult;
  await readStream({ url: `${url}/api/runs/${run.id}/stream`, method: 'GET', headers });
  return totalMs;
}

/** What sending asks of the database: the conversation beside the history, then the write. */
async function sendBySql(pool: pg.Pool, ownerId: string, conversationId: string): Promise<number> {
  const [find, history, write] = await recordStatements(async () => {
    await findConversation(ownerId, conversationId);
    await readBranch(ownerId, conversationId, undefined, CONTEXT);
    await writeTurn(sampleTurn(ownerId, conversationId));
  });
  return timed(async () => {
    await Promise.all([query(pool, find), query(pool, history)]);
    await query(pool, write);
  });
}

function query(pool: pg.Pool, statement: Statement | undefined): Promise<pg.QueryResult> {
  if (!statement) throw new Error('The store sent no statement.');
  return pool.query(statement);
}
