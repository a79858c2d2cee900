import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Asset } from '@/lib/contracts';
import type { App } from '../harness/app';
import type { Bench } from '../harness/bench';
import { kilobytes, megabytes, milliseconds, timesOf } from '../harness/figures';
import type { BenchCase, Line } from '../harness/line';
import { measurePairs } from '../harness/measure-pairs';
import { seedRun } from '../harness/seed-run';
import { readStream, type StreamRequest } from '../harness/stream-client';

const ANSWERS = [
  { name: 'an answer of 64 KB', textLength: 65_536 },
  { name: 'an answer of 2 KB', textLength: 2048 },
];
const PAIRS = 100;
const WARM_UP = 40;

export const replay: BenchCase<Bench> = {
  name: 'replay',
  title: 'Replaying the log of a finished run (GET /api/runs/:id/stream of a production build)',
  async run(bench) {
    const lines: Line[] = [];
    for (const answer of ANSWERS) lines.push(...(await replayAnswer(bench, answer)));
    return lines;
  },
};

async function replayAnswer(bench: Bench, answer: { name: string; textLength: number }): Promise<Line[]> {
  const [{ pool }, app] = [await bench.database(), await bench.app()];
  const runId = await seedRun(pool, app.ownerId, answer.textLength);
  const log: StreamRequest = {
    url: `${app.url}/api/runs/${runId}/stream`,
    method: 'GET',
    headers: app.headers,
  };
  const { bytes } = await readStream(log);
  const file: StreamRequest = {
    url: app.url + (await upload(app, bytes)),
    method: 'GET',
    headers: app.headers,
  };
  await expectSame(file, bytes);
  const read = (request: StreamRequest) => async () => (await readStream(request)).totalMs;
  const overFile = await measurePairs({
    subject: read(log),
    baseline: read(file),
    pairs: PAIRS,
    warmUp: WARM_UP,
    usage: { subject: app.usage, baseline: app.usage },
  });
  const bare = await serveBytes(bytes);
  const overBare = await measurePairs({
    subject: read(log),
    baseline: read({ url: bare.url, method: 'GET' }),
    pairs: PAIRS,
    warmUp: WARM_UP,
  });
  await bare.close();
  const { rssBytes } = await app.usage();
  return [
    {
      title: `${answer.name}: its log ÷ a plain GET of the same bytes as a file of the same server`,
      value: overFile.ratio,
      unit: '×',
      target: 2,
      beside: [
        ...timesOf(overFile, { subject: 'log', baseline: 'file' }),
        kilobytes('bytes', bytes.byteLength),
        megabytes('RSS of the app', rssBytes),
      ],
    },
    {
      title: `${answer.name}: its log ÷ the same bytes from memory by bare Node, without asking who it is`,
      value: overBare.ratio,
      unit: '×',
      target: null,
      beside: [milliseconds('log', overBare.subject.ms), milliseconds('bare', overBare.baseline.ms)],
    },
  ];
}

async function upload(app: App, bytes: Buffer): Promise<string> {
  const response = await fetch(`${app.url}/api/media`, {
    method: 'POST',
    headers: { ...app.headers, 'content-type': 'text/plain', 'x-filename': 'log.txt' },
    body: new Uint8Array(bytes),
  });
  if (!response.ok) throw new Error(`The upload was answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as Asset).url;
}

async function expectSame(request: StreamRequest, bytes: Buffer): Promise<void> {
  if (!(await readStream(request)).bytes.equals(bytes)) throw new Error('The file is not what was uploaded.');
}

async function serveBytes(bytes: Buffer): Promise<{ url: string; close(): Promise<void> }> {
  const server = http.createServer((_, response) => {
    response
      .writeHead(200, { 'content-type': 'text/event-stream', 'content-length': bytes.byteLength })
      .end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
