import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../harness/bench';
import { megabytes, microseconds, milliseconds } from '../harness/figures';
import type { BenchCase } from '../harness/line';
import { measurePairs } from '../harness/measure-pairs';
import { askParsingRelay, askProvider, prepareQuestions } from '../harness/questions';
import { median } from '../harness/statistics';
import { readStream, type StreamRequest } from '../harness/stream-client';
import type { Usage } from '../harness/usage';

const STREAMS = 100;
const TOKENS_PER_SECOND = 50;
const SECONDS = 8;
/** Starting is measured elsewhere: the streams begin one after the other, and what is counted begins after that. */
const STAGGER_MS = 20;
const SETTLE_MS = 500;
const COUNTED_SECONDS = 4;
const PAIRS = 3;
const WARM_UP = 1;

export const tokens: BenchCase<Bench> = {
  name: 'tokens',
  title: `${STREAMS} streams of ${TOKENS_PER_SECOND} tokens/s`,
  async run(bench) {
    const [database, provider, app] = [await bench.database(), await bench.provider(), await bench.app()];
    const relay = await bench.relay();
    const questions = await prepareQuestions(database, app, STREAMS * (PAIRS + WARM_UP));
    await provider.follow({
      firstTokenMs: 100,
      tokens: TOKENS_PER_SECOND * SECONDS,
      intervalMs: 1000 / TOKENS_PER_SECOND,
    });
    const wall = { app: [] as number[], provider: [] as number[] };
    const pairs = await measurePairs({
      subject: async () => {
        const { cpuUsPerToken, totalMs } = await stream(questions.splice(0, STREAMS), app.usage);
        wall.app.push(totalMs);
        return cpuUsPerToken;
      },
      baseline: async () => {
        // One more, beside those of the relay, shows how long a stream is.
        const direct = readStream(askProvider(`${provider.url}/responses`));
        const relayed = Array.from({ length: STREAMS }, () => askParsingRelay(relay.parsingUrl));
        const { cpuUsPerToken } = await stream(relayed, relay.usage);
        wall.provider.push((await direct).totalMs);
        return cpuUsPerToken;
      },
      pairs: PAIRS,
      warmUp: WARM_UP,
      limitMs: 120_000,
    });
    const ratios = wall.app.map((ms, index) => ms / (wall.provider[index] ?? 0)).slice(WARM_UP);
    const { rssBytes } = await app.usage();
    return [
      {
        title: 'processor time per token: the app ÷ a bare relay that parses and writes anew',
        value: pairs.ratio,
        unit: '×',
        target: 2,
        beside: [
          microseconds('app', pairs.subject.ms),
          microseconds('relay', pairs.baseline.ms),
          megabytes('RSS of the app', rssBytes),
        ],
      },
      {
        title: 'length of the streams: through the app ÷ from the provider itself',
        value: median(ratios),
        unit: '×',
        target: 1.05,
        beside: [
          milliseconds('app', median(wall.app.slice(WARM_UP))),
          milliseconds('provider', median(wall.provider.slice(WARM_UP))),
        ],
      },
    ];
  },
};

/** Reads all streams side by side. Counts the processor time of a process in the middle of them. */
async function stream(
  requests: StreamRequest[],
  usage: () => Promise<Usage>,
): Promise<{ cpuUsPerToken: number; totalMs: number }> {
  let reading: Promise<number>[] = [];
  await new Promise<void>((resolve, reject) => {
    let started = 0;
    const onFirstToken = () => {
      started += 1;
      if (started === requests.length) resolve();
    };
    reading = requests.map(async (request, index) => {
      await sleep(index * STAGGER_MS);
      return (await readStream({ ...request, onFirstToken })).totalMs;
    });
    for (const one of reading) one.catch(reject);
  });
  await sleep(SETTLE_MS);
  const before = await usage();
  await sleep(COUNTED_SECONDS * 1000);
  const after = await usage();
  const counted = STREAMS * TOKENS_PER_SECOND * COUNTED_SECONDS;
  return {
    cpuUsPerToken: (after.cpuUs - before.cpuUs) / counted,
    totalMs: median(await Promise.all(reading)),
  };
}
