import type { Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { mediaDamaged } from '../errors';
import { openHeader, openRaster } from './sharp';

export type RasterFacts = {
  /** Oriented: as people see it. */
  width: number;
  height: number;
  /** Pages of a TIFF count too; only GIF and WebP play them. */
  frames: number;
  hasAlpha: boolean;
};

export type RasterFormat = 'jpeg' | 'png' | 'webp' | 'gif';
export type Rendition = { format: RasterFormat; maxSide: number; animated?: boolean };
export type Rendered = { width: number; height: number };

/** Visually the original at a third of its size. */
const QUALITY = 85;
/** thumbhash takes at most 100 × 100. */
const PLACEHOLDER_SIDE = 100;

/** Reads the header only; nothing is decoded. Throws `media.damaged`. */
export async function readRasterFacts(file: string): Promise<RasterFacts> {
  const found = await translated(() => openHeader(file).metadata());
  return {
    width: found.autoOrient.width,
    height: found.autoOrient.height,
    frames: found.pages ?? 1,
    hasAlpha: found.hasAlpha,
  };
}

/**
 * Writes a rendition to `target`: upright, in sRGB, without any metadata, never enlarged.
 * Throws `media.damaged`, also when decoding takes longer than the limit.
 */
export async function renderRaster(source: string, target: string, rendition: Rendition): Promise<Rendered> {
  const { maxSide, animated = false } = rendition;
  const image = openRaster(source, { animated }).resize({
    width: maxSide,
    height: maxSide,
    fit: 'inside',
    withoutEnlargement: true,
  });
  const info = await translated(() => encode(image, rendition.format).toFile(target));
  return { width: info.width, height: info.pageHeight ?? info.height };
}

/** The thumbhash of a picture, base64: about 30 bytes that stand in for it while it loads. */
export async function makePlaceholder(file: string): Promise<string> {
  const { data, info } = await translated(() =>
    openRaster(file)
      .resize({ width: PLACEHOLDER_SIDE, height: PLACEHOLDER_SIDE, fit: 'inside', withoutEnlargement: true })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true }),
  );
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
}

/** Compression leaves a little noise on an even ground. */
const EVEN_DEVIATION = 0.5;

/** Whether a picture shows one colour and nothing else. Throws `media.damaged`. */
export async function isOneColour(file: string): Promise<boolean> {
  const { channels } = await translated(() => openRaster(file).stats());
  return channels.every(({ stdev }) => stdev < EVEN_DEVIATION);
}

function encode(image: Sharp, format: RasterFormat): Sharp {
  switch (format) {
    case 'jpeg':
      return image.jpeg({ quality: QUALITY });
    case 'webp':
      return image.webp({ quality: QUALITY });
    case 'png':
      return image.png();
    case 'gif':
      return image.gif();
  }
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw mediaDamaged('image', error);
  }
}
