import sharp, { type Sharp } from 'sharp';
import { IMAGE_TIMEOUT_SECONDS, MAX_PIXELS } from '../limits';

// Nothing decodes a format that was not chosen: SVG above all, whose loader can be made to run for minutes.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif', 'Tiff'].flatMap((name) => [
    `VipsForeignLoad${name}File`,
    `VipsForeignLoad${name}Buffer`,
  ]),
});
// Each upload is another file, read once: the cache would only hold memory and open files.
sharp.cache(false);

/** A decoder for a file on disk under our limits. Frames beyond the first are read only when asked for. */
export function openRaster(file: string, { animated = false } = {}): Sharp {
  return sharp(file, { failOn: 'error', limitInputPixels: MAX_PIXELS, animated, autoOrient: true }).timeout({
    seconds: IMAGE_TIMEOUT_SECONDS,
  });
}

/** A reader of headers alone. It takes any size, so that the size can be judged. */
export function openHeader(file: string): Sharp {
  return sharp(file, { failOn: 'error', limitInputPixels: false });
}
