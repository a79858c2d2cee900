import { DEFAULT_PAGE_SIZE } from '@/lib/contracts';
import { listMessages } from '@/lib/flows/list-messages';
import type { Bench } from '../harness/bench';
import { megabytes, timesOf } from '../harness/figures';
import type { BenchCase } from '../harness/line';
import { measurePairs, timed } from '../harness/measure-pairs';
import { createPerson, seedConversation } from '../harness/seed-conversation';
import { readUsage } from '../harness/usage';

const LONG = 10_000;
const SHORT = 100;
const PAIRS = 300;
const WARM_UP = 60;

/** The least a page can cost: its rows by the index, and nothing laid over them. */
const KEYSET_SQL = `
  SELECT id, conversation_id, seq, parent_id, version, sender_type, sender_channel, message_type, content, media_url,
    metadata, silent_delivery, status, run_id, revision, created_at
  FROM messages WHERE conversation_id = $1 AND owner_id = $2 ORDER BY seq DESC LIMIT $3`;

export const loadPage: BenchCase<Bench> = {
  name: 'load-page',
  title: 'Loading the newest page of a conversation (the flow behind GET …/messages)',
  async run(bench) {
    const { pool } = await bench.database();
    const ownerId = await createPerson(pool);
    const long = await seedConversation(pool, ownerId, { messageCount: LONG, model: 'none/none' });
    const short = await seedConversation(pool, ownerId, { messageCount: SHORT, model: 'none/none' });
    await pool.query('ANALYZE');
    const load = (id: string) => timed(() => listMessages(ownerId, id, {}));
    const overSql = await measurePairs({
      subject: () => load(long),
      baseline: () => timed(() => pool.query(KEYSET_SQL, [long, ownerId, DEFAULT_PAGE_SIZE])),
      pairs: PAIRS,
      warmUp: WARM_UP,
    });
    const growth = await measurePairs({
      subject: () => load(long),
      baseline: () => load(short),
      pairs: PAIRS,
      warmUp: WARM_UP,
    });
    return [
      {
        title: `the newest page of ${LONG} messages ÷ the bare keyset SQL through pg`,
        value: overSql.ratio,
        unit: '×',
        target: 3,
        beside: [
          ...timesOf(overSql, { subject: 'page', baseline: 'SQL' }),
          megabytes('RSS', readUsage().rssBytes),
        ],
      },
      {
        title: `the newest page of ${LONG} messages ÷ of ${SHORT} messages`,
        value: growth.ratio,
        unit: '×',
        target: 1.2,
        beside: timesOf(growth, { subject: 'long', baseline: 'short' }),
      },
    ];
  },
};
