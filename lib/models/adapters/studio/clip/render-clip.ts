import sharp from 'sharp';
import { renderArtwork } from '../artwork/render-artwork';
import { SeededRandom } from '../artwork/seeded-random';
import { drawMark, renderOverlay } from '../editing/mark';
import { drawFrame, layOver, momentAt } from './draw-frame';
import type { Operation } from './operation';
import { type Raster, toRaster } from './raster';
import { readVp8Frame } from './webp-frame';
import { writeWebm } from './write-webm';

const FRAMES_PER_SECOND = 12;
/** As small as one does not see it: every frame is whole. */
const QUALITY = 72;
const MADE_BY = 'Made by Strand Studio · not a model';

/**
 * Renders a clip: the picture, or a scene drawn from the words, under a camera that moves slowly and comes back to where
 * it began. The same operation always gives the same film. A WebM. Throws when `signal` is aborted.
 */
export async function renderClip(operation: Operation, signal: AbortSignal): Promise<Uint8Array> {
  const { width, height, seconds, prompt } = operation;
  const picture = await readPicture(operation);
  const mark = await toRaster(
    await renderOverlay({ width, height }, [drawMark({ width, height }, MADE_BY)]),
    operation,
    4,
  );
  const phase = new SeededRandom(`${prompt}\nclip`).next();
  const count = Math.round(seconds * FRAMES_PER_SECOND);
  async function* frames(): AsyncGenerator<Uint8Array> {
    const frame: Raster = { data: new Uint8Array(width * height * 3), width, height, channels: 3 };
    for (let index = 0; index < count; index += 1) {
      signal.throwIfAborted();
      drawFrame(picture, momentAt(index / count, phase), frame);
      layOver(frame, mark);
      const webp = await sharp(frame.data, { raw: { width, height, channels: 3 } })
        .webp({ quality: QUALITY, effort: 2 })
        .toBuffer();
      yield readVp8Frame(webp);
    }
  }
  return writeWebm(frames(), operation, FRAMES_PER_SECOND);
}

async function readPicture({ picture, prompt, width, height }: Operation): Promise<Raster> {
  const aspectRatio = width > height ? '16:9' : '9:16';
  const bytes = picture
    ? Buffer.from(picture, 'base64')
    : await renderArtwork(prompt, { aspectRatio, isUnlabelled: true });
  const { width: wide, height: high } = await sharp(bytes).metadata();
  return toRaster(bytes, { width: wide, height: high });
}
