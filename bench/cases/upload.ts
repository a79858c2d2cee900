import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Asset } from '@/lib/contracts';
import { newId } from '@/lib/kernel';
import type { App } from '../harness/app';
import type { Bench } from '../harness/bench';
import { megabytes, timesOf } from '../harness/figures';
import type { BenchCase } from '../harness/line';
import { measurePairs, timed } from '../harness/measure-pairs';
import { type Sink, startSink } from '../harness/sink';
import type { Usage } from '../harness/usage';
import { watchMemory } from '../harness/watch-memory';

/** All that is allowed. */
const FILE_BYTES = 100 * 1024 * 1024;
/** As the browser sends them. */
const PIECE_BYTES = 8 * 1024 * 1024;
const PAIRS = 5;
const MEMORY_ROUNDS = 3;
const LIMIT_MS = 90_000;

export const upload: BenchCase<Bench> = {
  name: 'upload',
  title: 'Taking a file of 100 MB',
  async run(bench) {
    const app = await bench.app();
    const folder = await mkdtemp(path.join(os.tmpdir(), 'strand-sink-'));
    const sink = await startSink(folder);
    try {
      return await measure(app, sink);
    } finally {
      await sink.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measure(app: App, sink: Sink) {
  const bare = () => withFile((file) => timed(() => post(sink.url, {}, file)));
  const usage = { subject: app.usage, baseline: sink.usage };
  const compare = (subject: () => Promise<number>) =>
    measurePairs({ subject, baseline: bare, pairs: PAIRS, warmUp: 1, limitMs: LIMIT_MS, usage });
  const whole = await compare(() => sendWhole(app));
  const pieces = await compare(() => sendInPieces(app));
  const bareGrowth = await growthOf(sink.usage, bare);
  const besideGrowth = [megabytes('bare req → file', bareGrowth)];
  return [
    {
      title: 'POST /api/media ÷ bare req → file',
      value: whole.ratio,
      unit: '×',
      target: 1.6,
      beside: timesOf(whole, { subject: 'app', baseline: 'bare' }),
    },
    {
      title: 'in pieces of 8 MB (tus) ÷ bare req → file',
      value: pieces.ratio,
      unit: '×',
      target: null,
      beside: timesOf(pieces, { subject: 'app', baseline: 'bare' }),
    },
    {
      title: 'RSS growth of POST /api/media',
      value: (await growthOf(app.usage, () => sendWhole(app))) / 1e6,
      unit: 'MB',
      target: 64,
      beside: besideGrowth,
    },
    {
      title: 'RSS growth of an upload in pieces',
      value: (await growthOf(app.usage, () => sendInPieces(app))) / 1e6,
      unit: 'MB',
      target: 64,
      beside: besideGrowth,
    },
  ];
}

/** The most of a few uploads, in bytes. */
async function growthOf(usage: () => Promise<Usage>, send: () => Promise<unknown>): Promise<number> {
  let highest = 0;
  for (let round = 0; round < MEMORY_ROUNDS; round += 1)
    highest = Math.max(highest, await watchMemory(usage, send));
  return highest;
}

/** A file that was not there before: what a person sends twice is stored once. */
async function withFile(send: (file: Buffer) => Promise<number>): Promise<number> {
  const file = Buffer.alloc(FILE_BYTES, 'a line of a text that is long\n');
  file.write(newId(), 0);
  return send(file);
}

/** Uploads one, and takes it away again outside the measured time. */
function sendWhole(app: App): Promise<number> {
  return withFile(async (file) => {
    let asset: Asset | undefined;
    const took = await timed(async () => {
      const response = await post(
        `${app.url}/api/media`,
        { ...app.headers, 'x-filename': 'whole.txt' },
        file,
      );
      asset = (await response.json()) as Asset;
    });
    await expectOk(
      await fetch(`${app.url}/api/media/${asset?.id}`, { method: 'DELETE', headers: app.headers }),
    );
    return took;
  });
}

function sendInPieces(app: App): Promise<number> {
  const headers = { ...app.headers, 'tus-resumable': '1.0.0' };
  return withFile(async (file) => {
    let location = '';
    const took = await timed(async () => {
      const created = await fetch(`${app.url}/api/uploads`, {
        method: 'POST',
        headers: { ...headers, 'upload-length': String(file.length) },
      });
      await expectOk(created);
      location = new URL(created.headers.get('location') ?? '', app.url).href;
      for (let offset = 0; offset < file.length; offset += PIECE_BYTES) {
        const piece = file.subarray(offset, offset + PIECE_BYTES);
        const response = await fetch(location, {
          method: 'PATCH',
          headers: {
            ...headers,
            'upload-offset': String(offset),
            'content-type': 'application/offset+octet-stream',
          },
          body: piece as BodyInit,
        });
        await expectOk(response);
      }
    });
    await expectOk(await fetch(location, { method: 'DELETE', headers }));
    return took;
  });
}

async function post(url: string, headers: Record<string, string>, body: Buffer): Promise<Response> {
  return expectOk(await fetch(url, { method: 'POST', headers, body: body as BodyInit }));
}

async function expectOk(response: Response): Promise<Response> {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return response;
}
