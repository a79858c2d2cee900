import path from 'node:path';
import { makePlaceholder, renderRaster } from '../adapters/raster';
import { PAGE_SIDE, THUMBNAIL_SIDE } from '../limits';
import type { PrepareWork } from '../prepare-ports';

/** Keeps what people see of a document, from a picture of its first page: the small one first. */
export async function keepPagePictures(drawn: string, work: PrepareWork): Promise<void> {
  for (const [name, maxSide] of [
    ['thumbnail', THUMBNAIL_SIDE],
    ['page', PAGE_SIDE],
  ] as const) {
    work.signal.throwIfAborted();
    const file = path.join(work.folder, `${name}.webp`);
    const { width, height } = await renderRaster(drawn, file, { format: 'webp', maxSide });
    if (name === 'thumbnail') work.learn({ placeholder: await makePlaceholder(file) });
    await work.keep({ name, file, contentType: 'image/webp', extension: 'webp', width, height, atMs: null });
  }
}
