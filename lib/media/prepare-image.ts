import { stat } from 'node:fs/promises';
import path from 'node:path';
import { rasteriseSvgFile } from '@/lib/platform/svg';
import { decodeBmp } from './adapters/decode-bmp';
import { decodeHeic } from './adapters/heic/decode-heic';
import {
  makePlaceholder,
  type RasterFacts,
  type RasterFormat,
  type Rendition,
  readRasterFacts,
  renderRaster,
} from './adapters/raster';
import { createBoundedWork } from './bounded-work';
import { mediaDamaged, tooManyPixels, undecodablePicture } from './errors';
import {
  DISPLAY_SIDE,
  IMAGE_CONCURRENCY,
  MAX_PIXELS,
  MAX_SIDE,
  MODEL_INPUT_IMAGE_BYTES,
  THUMBNAIL_SIDE,
} from './limits';
import { type DetectedType, rasterType } from './media-types';
import { stripPng } from './strip-png';

/** A file in the spool folder, ready to be stored. */
export type PreparedFile = {
  file: string;
  format: RasterFormat;
  contentType: string;
  extension: string;
  width: number;
  height: number;
};

export type PreparedImage = {
  main: PreparedFile;
  placeholder: string;
  variants: (PreparedFile & { name: 'thumbnail' | 'display' | 'model_input' })[];
};

const bounded = createBoundedWork(IMAGE_CONCURRENCY);

/**
 * Makes everything that is kept of a picture from the bytes in `received`; they themselves are not kept, for they
 * may say where the picture was taken. Waits its turn when many pictures come at once.
 * Throws `media.damaged`, `media.too_many_pixels`, or `media.unsupported` for a kind of AVIF or HEIC that nothing
 * here decodes.
 */
export function prepareImage(received: string, type: DetectedType, folder: string): Promise<PreparedImage> {
  return bounded(async () => {
    const source = await makeDecodable(received, type, folder);
    const facts = await readRasterFacts(source);
    const isAnimated = facts.frames > 1 && (type.format === 'gif' || type.format === 'webp');
    refuseBadSize(facts, isAnimated ? facts.frames : 1);
    const make = async (name: string, rendition: Rendition): Promise<PreparedFile> => {
      const file = path.join(folder, name);
      const rendered = await renderRaster(source, file, rendition).catch((error: unknown) => {
        // Its header was read: film-like and very deep AVIF cannot be decoded here.
        throw type.format === 'avif' ? undecodablePicture('AVIF') : error;
      });
      return { file, ...describeFormat(rendition.format), ...rendered };
    };

    // The small one first: made from the source it is decoded small, and it shows bad bytes sooner.
    const thumbnail = await make('thumbnail', { format: 'webp', maxSide: THUMBNAIL_SIDE });
    const placeholder = await makePlaceholder(thumbnail.file);
    // An animation is shown as it is: a still in its place would not move.
    const isLarge = !isAnimated && Math.max(facts.width, facts.height) > DISPLAY_SIDE;
    const kept = {
      format: keptFormat(type, isAnimated, facts.hasAlpha),
      maxSide: MAX_SIDE,
      animated: isAnimated,
    };
    // JPEG takes a fifth of the time of WebP, and models read it too.
    const shown: Rendition = { format: facts.hasAlpha ? 'webp' : 'jpeg', maxSide: DISPLAY_SIDE };
    const [main, display] = await bothOrNeither(
      make('main', kept),
      isLarge ? make('display', shown) : Promise.resolve(null),
    );
    const variants: PreparedImage['variants'] = [{ name: 'thumbnail', ...thumbnail }];
    if (display) variants.push({ name: 'display', ...display });
    if (!(await suitsModels(display ?? main, isAnimated))) {
      // JPEG and PNG only: local models often read nothing else.
      const rendition: Rendition = { format: facts.hasAlpha ? 'png' : 'jpeg', maxSide: DISPLAY_SIDE };
      variants.push({ name: 'model_input', ...(await make('model-input', rendition)) });
    }
    return { main, placeholder, variants };
  });
}

/** Waits for both also when one fails: nothing may still write into a folder that is being removed. */
async function bothOrNeither<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}

async function makeDecodable(received: string, type: DetectedType, folder: string): Promise<string> {
  const file = path.join(folder, 'source');
  if (type.preparation === 'svg') await drawSvg(received, file);
  else if (type.preparation === 'heic') await decodeHeic(received, file);
  else if (type.preparation === 'bmp') await decodeBmp(received, file);
  else if (type.format === 'png') await stripPng(received, file);
  else return received;
  return file;
}

function refuseBadSize({ width, height }: RasterFacts, frames: number): void {
  if (width < 1 || height < 1) throw mediaDamaged('image');
  if (width * height * frames > MAX_PIXELS) throw tooManyPixels();
}

/** Formats that every browser shows keep theirs; AVIF and TIFF become WebP, which is quicker made and smaller. */
function keptFormat(type: DetectedType, isAnimated: boolean, hasAlpha: boolean): RasterFormat {
  switch (type.format) {
    case 'jpeg':
      return 'jpeg';
    case 'heic':
      return hasAlpha ? 'webp' : 'jpeg';
    case 'gif':
      return isAnimated ? 'gif' : 'png';
    case 'webp':
    case 'avif':
    case 'tiff':
      return 'webp';
    default:
      return 'png';
  }
}

async function suitsModels(main: PreparedFile, isAnimated: boolean): Promise<boolean> {
  if (isAnimated || Math.max(main.width, main.height) > DISPLAY_SIDE) return false;
  if (main.format !== 'jpeg' && main.format !== 'png') return false;
  return (await stat(main.file)).size <= MODEL_INPUT_IMAGE_BYTES;
}

function describeFormat(format: RasterFormat): Pick<PreparedFile, 'format' | 'contentType' | 'extension'> {
  const contentType = `image/${format}`;
  return { format, contentType, extension: rasterType(contentType)?.extension ?? format };
}

async function drawSvg(received: string, target: string): Promise<void> {
  await rasteriseSvgFile(received, target, { maxSide: MAX_SIDE, maxPixels: MAX_PIXELS }).catch(
    (error: unknown) => {
      throw mediaDamaged('image', error);
    },
  );
}
