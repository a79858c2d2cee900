import sharp from 'sharp';

/** Pixels in rows, `channels` bytes each. */
export type Raster = { data: Uint8Array; width: number; height: number; channels: 3 | 4 };

/** Decodes a picture into pixels of a size, with its transparency if `channels` is 4. */
export async function toRaster(
  picture: Uint8Array,
  size: { width: number; height: number },
  channels: 3 | 4 = 3,
): Promise<Raster> {
  const image = sharp(picture).resize(size.width, size.height, { fit: 'fill' }).toColourspace('srgb');
  const { data, info } = await (channels === 3 ? image.removeAlpha() : image.ensureAlpha())
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels };
}
