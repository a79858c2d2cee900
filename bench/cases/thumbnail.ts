import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { renderRaster } from '@/lib/media/adapters/raster';
import { THUMBNAIL_SIDE } from '@/lib/media/limits';
import type { Bench } from '../harness/bench';
import { megabytes, timesOf } from '../harness/figures';
import type { BenchCase } from '../harness/line';
import { measurePairs, timed } from '../harness/measure-pairs';

const WIDTH = 4000;
const HEIGHT = 3000;
const PAIRS = 40;
const QUALITY = 85;

export const thumbnail: BenchCase<Bench> = {
  name: 'thumbnail',
  title: `The thumbnail of a photo of ${(WIDTH * HEIGHT) / 1e6} megapixels`,
  async run() {
    const folder = await mkdtemp(path.join(tmpdir(), 'strand-bench-'));
    try {
      const photo = path.join(folder, 'photo.jpg');
      await drawPhoto(photo);
      const pairs = await measurePairs({
        subject: () =>
          timed(() =>
            renderRaster(photo, path.join(folder, 'ours.webp'), { format: 'webp', maxSide: THUMBNAIL_SIDE }),
          ),
        baseline: () => timed(() => renderPlainly(photo, path.join(folder, 'plain.webp'))),
        pairs: PAIRS,
        warmUp: 4,
      });
      return [
        {
          title: 'ours ÷ plain sharp',
          value: pairs.ratio,
          unit: '×',
          target: 1.25,
          beside: [
            ...timesOf(pairs, { subject: 'ours', baseline: 'sharp' }),
            megabytes('photo', (await stat(photo)).size),
          ],
        },
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Soft shapes with the grain of a sensor, of about the size that a phone's photo has as a file. */
async function drawPhoto(file: string): Promise<void> {
  const soft = await sharp({
    create: {
      width: WIDTH / 100,
      height: HEIGHT / 100,
      channels: 3,
      background: 'grey',
      noise: { type: 'gaussian', mean: 120, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
  const grain = await sharp({
    create: {
      width: WIDTH,
      height: HEIGHT,
      channels: 3,
      background: 'grey',
      noise: { type: 'gaussian', mean: 128, sigma: 12 },
    },
  })
    .png({ compressionLevel: 0 })
    .toBuffer();
  const shapes = sharp(soft).resize(WIDTH, HEIGHT, { kernel: 'cubic' });
  const enlarged = await shapes.png({ compressionLevel: 0 }).toBuffer();
  await sharp(enlarged)
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 90 })
    .toFile(file);
}

function renderPlainly(source: string, target: string): Promise<unknown> {
  return sharp(source)
    .autoOrient()
    .resize({ width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE, fit: 'inside' })
    .webp({ quality: QUALITY })
    .toFile(target);
}
