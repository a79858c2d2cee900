import { randomBytes } from 'node:crypto';
import sharp from 'sharp';

/** A JPEG with as much detail as a photo: what compresses well would flatter every figure. No two are alike. */
export async function makePhoto(width: number, height: number): Promise<Buffer> {
  const detail = 8;
  const raw = { width: Math.ceil(width / detail), height: Math.ceil(height / detail), channels: 3 as const };
  const coarse = await sharp(randomBytes(raw.width * raw.height * raw.channels), { raw })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .toBuffer({ resolveWithObject: true });
  return sharp(coarse.data, { raw: coarse.info }).jpeg({ quality: 90 }).toBuffer();
}
