import path from 'node:path';
import { type InputInfo, readInputInfo } from '../adapters/ffmpeg/read-input-info';
import { makePlaceholder, renderRaster } from '../adapters/raster';
import { mediaDamaged } from '../errors';
import { POSTER_SIDE, POSTER_TIMEOUT_MS, THUMBNAIL_SIDE } from '../limits';
import { convert, type Desk, madeFile } from './convert';
import { fitWithin, jpegArgs } from './picture-filters';

/** Films often begin black; a little later something can be seen. */
const LATEST_MOMENT_SECONDS = 3;
const NAME = 'moment.jpg';

/**
 * Keeps `thumbnail` and `poster`, both WebP, of a moment near the beginning, and tells what ffmpeg says about the
 * video. Throws `media.damaged` when no picture can be had from it.
 */
export async function makePoster(desk: Desk, durationMs: number | null): Promise<InputInfo> {
  const { work } = desk;
  const reader = readInputInfo();
  const atSeconds = Math.min(LATEST_MOMENT_SECONDS, (durationMs ?? 0) / 10_000);
  const frame = (await takeFrame(desk, atSeconds, reader.take)) ?? (await takeFrame(desk, 0, reader.take));
  if (!frame) throw mediaDamaged('video');
  const webp = { contentType: 'image/webp', extension: 'webp', atMs: null };
  const thumbnail = path.join(work.folder, 'thumbnail');
  const small = await renderRaster(frame, thumbnail, { format: 'webp', maxSide: THUMBNAIL_SIDE });
  work.learn({ placeholder: await makePlaceholder(thumbnail) });
  await work.keep({ name: 'thumbnail', file: thumbnail, ...webp, ...small });
  const poster = path.join(work.folder, 'poster');
  const large = await renderRaster(frame, poster, { format: 'webp', maxSide: POSTER_SIDE });
  await work.keep({ name: 'poster', file: poster, ...webp, ...large });
  return reader.info();
}

async function takeFrame(
  desk: Desk,
  atSeconds: number,
  onLine: (line: string) => void,
): Promise<string | null> {
  await convert(desk, {
    // The next key frame is as good as the exact moment, and nothing before it has to be decoded.
    inputArgs: atSeconds > 0 ? ['-noaccurate_seek', '-ss', String(atSeconds)] : [],
    outputs: [['-map', '0:V:0', '-frames:v', '1', '-vf', fitWithin(POSTER_SIDE, 1), ...jpegArgs, NAME]],
    timeoutMs: POSTER_TIMEOUT_MS,
    onLine,
  });
  return madeFile(desk, NAME);
}
