import sharp, { type Sharp } from 'sharp';
import { drawCaption, drawMark, drawNote, renderOverlay } from './mark';
import { type Edit, readEdits, type Simple } from './read-edit';
import { recolor } from './recolor';

/** Longer pictures are made smaller: every pixel is worked on. */
const MAX_SIDE = 1024;
const SEPIA: [Row, Row, Row] = [
  [0.393, 0.769, 0.189],
  [0.349, 0.686, 0.168],
  [0.272, 0.534, 0.131],
];
type Row = [number, number, number];

/**
 * Changes a picture as far as there are rules for what is asked; else it gets a note that says so. Every result is
 * marked. A PNG of at most 1024 pixels. Throws when the picture cannot be read.
 */
export async function editPicture(bytes: Uint8Array, instruction: string): Promise<Uint8Array> {
  const edits = readEdits(instruction);
  let picture = await normalise(bytes);
  for (const edit of edits) picture = await apply(picture, edit);
  const { width, height } = await sharp(picture).metadata();
  const size = { width, height };
  const captions = edits.flatMap((edit) => (edit.edit === 'caption' ? [edit.text] : []));
  const asked = instruction.replace(/\s+/g, ' ').trim();
  const overlay = await renderOverlay(size, [
    ...captions.map((text) => drawCaption(size, text)),
    ...(edits.length === 0 ? [drawNote(size, `Studio has no rule for: ${asked}`)] : []),
    drawMark(size),
  ]);
  return new Uint8Array(
    await sharp(picture)
      .composite([{ input: overlay }])
      .png()
      .toBuffer(),
  );
}

/** Upright, opaque, and of a size that can be worked on. */
async function normalise(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes)
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .resize(MAX_SIDE, MAX_SIDE, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer();
}

async function apply(picture: Buffer, edit: Edit): Promise<Buffer> {
  switch (edit.edit) {
    case 'tint':
      return tint(picture, edit.color.color);
    case 'rotate':
      return toPng(sharp(picture).rotate({ right: 90, left: 270, around: 180 }[edit.turn]));
    case 'frame': {
      const { width, height } = await sharp(picture).metadata();
      const edge = Math.round(Math.min(width, height) * 0.05);
      const sides = { top: edge, bottom: edge, left: edge, right: edge };
      const framed = await toPng(sharp(picture).extend({ ...sides, background: edit.color.color }));
      return toPng(sharp(framed).resize(MAX_SIDE, MAX_SIDE, { fit: 'inside', withoutEnlargement: true }));
    }
    case 'caption':
      return picture;
    case 'pixelate':
      return pixelate(picture);
    default:
      return applySimple(picture, edit.edit);
  }
}

async function applySimple(picture: Buffer, edit: Exclude<Simple, 'pixelate'>): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata();
  const side = Math.min(width, height);
  const steps: Record<typeof edit, (image: Sharp) => Sharp> = {
    grey: (image) => image.greyscale(),
    sepia: (image) => image.recomb(SEPIA),
    brighter: (image) => image.modulate({ brightness: 1.25 }),
    darker: (image) => image.modulate({ brightness: 0.7 }),
    contrast: (image) => image.linear(1.3, -0.3 * 128),
    flatter: (image) => image.linear(0.72, 0.28 * 128),
    vivid: (image) => image.modulate({ saturation: 1.5 }),
    muted: (image) => image.modulate({ saturation: 0.5 }),
    warmer: (image) => image.linear([1.1, 1, 0.86], [6, 0, 0]),
    cooler: (image) => image.linear([0.88, 1, 1.1], [0, 0, 6]),
    invert: (image) => image.negate({ alpha: false }),
    blur: (image) => image.blur(Math.max(1, side / 90)),
    sharpen: (image) => image.sharpen({ sigma: 1.6, m1: 1.2, m2: 3 }),
    mirror: (image) => image.flop(),
    flip: (image) => image.flip(),
    square: (image) => image.resize(side, side, { fit: 'cover', position: 'attention' }),
  };
  return toPng(steps[edit](sharp(picture)));
}

async function tint(picture: Buffer, color: string): Promise<Buffer> {
  const { data, info } = await sharp(picture)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  recolor(data, color);
  const { width, height } = info;
  return toPng(sharp(data, { raw: { width, height, channels: 3 } }));
}

async function pixelate(picture: Buffer): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata();
  const cell = Math.max(4, Math.round(Math.min(width, height) / 48));
  const small = await toPng(
    sharp(picture).resize(Math.ceil(width / cell), Math.ceil(height / cell), { fit: 'fill' }),
  );
  return toPng(sharp(small).resize(width, height, { fit: 'fill', kernel: 'nearest' }));
}

const toPng = (image: Sharp) => image.toColourspace('srgb').png({ compressionLevel: 1 }).toBuffer();
