import type { App } from '../harness/app';
import type { Bench } from '../harness/bench';
import { megabytes, microseconds, milliseconds } from '../harness/figures';
import type { BenchCase } from '../harness/line';
import { measurePairs } from '../harness/measure-pairs';
import { askProvider, prepareQuestions } from '../harness/questions';
import { percentile } from '../harness/statistics';
import { readStream, type StreamRequest } from '../harness/stream-client';

const STARTS = 100;
const FIRST_TOKEN_MS = 100;
const PAIRS = 8;
const WARM_UP = 2;

export const starts: BenchCase<Bench> = {
  name: 'starts',
  title: `${STARTS} questions at the same moment, to a provider that takes ${FIRST_TOKEN_MS} ms`,
  async run(bench) {
    const [database, provider, app] = [await bench.database(), await bench.provider(), await bench.app()];
    const relay = await bench.relay();
    const questions = await prepareQuestions(database, app, STARTS * (PAIRS + WARM_UP));
    await provider.follow({ firstTokenMs: FIRST_TOKEN_MS, tokens: 10, intervalMs: 5 });
    const medians = { app: [] as number[], relay: [] as number[] };
    const start = async (requests: StreamRequest[], into: number[]) => {
      const times = (await Promise.all(requests.map(readStream))).map(({ firstMs }) => firstMs);
      into.push(percentile(times, 0.5));
      return Math.max(...times);
    };
    const pairs = await measurePairs({
      subject: () => start(questions.splice(0, STARTS), medians.app),
      baseline: () =>
        start(
          Array.from({ length: STARTS }, () => askProvider(relay.bytesUrl)),
          medians.relay,
        ),
      pairs: PAIRS,
      warmUp: WARM_UP,
      usage: { subject: app.usage, baseline: relay.usage },
    });
    const empty = await measurePairs({
      subject: () =>
        start(
          Array.from({ length: STARTS }, () => askNothing(app)),
          [],
        ),
      baseline: () =>
        start(
          Array.from({ length: STARTS }, () => askProvider(relay.bytesUrl)),
          [],
        ),
      pairs: PAIRS,
      warmUp: WARM_UP,
      usage: { subject: app.usage, baseline: relay.usage },
    });
    const { rssBytes } = await app.usage();
    return [
      {
        title: `until all ${STARTS} have their first token, through the app ÷ through a bare relay`,
        value: pairs.ratio,
        unit: '×',
        target: 1.5,
        beside: [
          milliseconds('app', pairs.subject.ms),
          milliseconds('relay', pairs.baseline.ms),
          milliseconds('half of them: app', percentile(medians.app.slice(WARM_UP), 0.5)),
          milliseconds('relay', percentile(medians.relay.slice(WARM_UP), 0.5)),
          microseconds('CPU per start app', pairs.subject.cpuUs / STARTS),
          microseconds('relay', pairs.baseline.cpuUs / STARTS),
          megabytes('RSS of the app', rssBytes),
        ],
      },
      {
        title: `the least: ${STARTS} requests to a route of the app that does nothing, and the provider’s ${FIRST_TOKEN_MS} ms ÷ the relay`,
        value: (empty.subject.ms + FIRST_TOKEN_MS) / empty.baseline.ms,
        unit: '×',
        target: null,
        beside: [
          milliseconds('empty requests', empty.subject.ms),
          microseconds('CPU per request', empty.subject.cpuUs / STARTS),
        ],
      },
    ];
  },
};

function askNothing({ url }: App): StreamRequest {
  return { url: `${url}/api/health`, method: 'GET' };
}
