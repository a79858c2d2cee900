import type { Bench } from '../harness/bench';
import { megabytes, microseconds, milliseconds } from '../harness/figures';
import type { BenchCase } from '../harness/line';
import { measurePairs } from '../harness/measure-pairs';
import { askProvider, prepareQuestions, take } from '../harness/questions';
import { readStream } from '../harness/stream-client';

const FIRST_TOKEN_MS = 100;
const PAIRS = 40;
const WARM_UP = 30;

export const firstToken: BenchCase<Bench> = {
  name: 'first-token',
  title: `The first token of a provider that takes ${FIRST_TOKEN_MS} ms (POST …/messages of a production build)`,
  async run(bench) {
    const [database, provider, app] = [await bench.database(), await bench.provider(), await bench.app()];
    const questions = await prepareQuestions(database, app, PAIRS + WARM_UP);
    await provider.follow({ firstTokenMs: FIRST_TOKEN_MS, tokens: 10, intervalMs: 5 });
    const pairs = await measurePairs({
      subject: async () => (await readStream(take(questions))).firstMs,
      baseline: async () => (await readStream(askProvider(`${provider.url}/responses`))).firstMs,
      pairs: PAIRS,
      warmUp: WARM_UP,
      usage: { subject: app.usage, baseline: provider.usage },
    });
    const { rssBytes } = await app.usage();
    return [
      {
        title: 'the first token through the app ÷ from the provider itself',
        value: pairs.ratio,
        unit: '×',
        target: 1.1,
        beside: [
          milliseconds('app', pairs.subject.ms),
          milliseconds('provider', pairs.baseline.ms),
          microseconds('CPU of the app per question', pairs.subject.cpuUs),
          megabytes('RSS of the app', rssBytes),
        ],
      },
    ];
  },
};
