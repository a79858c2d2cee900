import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import sharp from 'sharp';
import type { Bench } from '../harness/bench';
import { milliseconds } from '../harness/figures';
import type { BenchCase } from '../harness/line';
import { measurePairs, timed } from '../harness/measure-pairs';
import { makePhoto } from '../harness/noisy-photo';

const WIDTH = 4000;
const HEIGHT = 3000;
const KEPT_SIDE = 4096;
const SHOWN_SIDE = 1568;
const THUMBNAIL_SIDE = 512;
const QUALITY = 85;
const PAIRS = 12;
const WARM_UP = 2;

const shrink = (file: string, side: number) =>
  sharp(file).autoOrient().resize(side, side, { fit: 'inside', withoutEnlargement: true });

/** What has to be done at least before a photo is kept without its metadata and a small one can be shown. */
async function startBareServer(folder: string) {
  let turn = 0;
  const server = createServer(async (request, response) => {
    const file = path.join(folder, `photo-${turn++}`);
    await pipeline(request, createWriteStream(file));
    await shrink(file, KEPT_SIDE).jpeg({ quality: QUALITY }).toFile(`${file}.kept`);
    await shrink(file, SHOWN_SIDE).jpeg({ quality: QUALITY }).toFile(`${file}.shown`);
    const small = await shrink(file, THUMBNAIL_SIDE).webp({ quality: QUALITY }).toBuffer();
    response.end(small);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export const firstThumbnail: BenchCase<Bench> = {
  name: 'first-thumbnail',
  title: 'From the upload of a photo of 12 megapixels to its thumbnail',
  async run(bench) {
    const app = await bench.app();
    const folder = await mkdtemp(path.join(os.tmpdir(), 'strand-bench-'));
    const bare = await startBareServer(folder);
    // Each upload is another photo: the same one twice would share what is there.
    const photos = await Promise.all(Array.from({ length: 4 }, () => makePhoto(WIDTH, HEIGHT)));
    let turn = 0;
    const next = () => {
      const photo = photos[turn % photos.length] ?? Buffer.alloc(0);
      // Behind the end of the picture, where no decoder looks.
      return new Uint8Array(Buffer.concat([photo, Buffer.from(`turn ${turn++}`)]));
    };
    try {
      const pairs = await measurePairs({
        subject: () => timed(() => uploadAndShow(app.url, app.headers, next())),
        baseline: () =>
          timed(async () => {
            const response = await fetch(bare.url, { method: 'POST', body: next() });
            await response.arrayBuffer();
          }),
        pairs: PAIRS,
        warmUp: WARM_UP,
      });
      return [
        {
          title:
            'upload, then its thumbnail ÷ a bare server that writes it and makes the same three pictures with plain sharp',
          value: pairs.ratio,
          unit: '×',
          target: 1.5,
          beside: [milliseconds('app', pairs.subject.ms), milliseconds('bare', pairs.baseline.ms)],
        },
      ];
    } finally {
      bare.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function uploadAndShow(
  url: string,
  headers: Record<string, string>,
  photo: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const type = { 'content-type': 'image/jpeg' };
  const sent = await fetch(`${url}/api/media`, {
    method: 'POST',
    headers: { ...headers, ...type },
    body: photo,
  });
  if (sent.status !== 201) throw new Error(`The upload was answered ${sent.status}.`);
  const { thumbnail_url: thumbnail } = (await sent.json()) as { thumbnail_url: string };
  const shown = await fetch(`${url}${thumbnail}`, { headers });
  if (!shown.ok) throw new Error(`The thumbnail was answered ${shown.status}.`);
  await shown.arrayBuffer();
}
