import sharp from 'sharp';
import { z } from 'zod';
import { badRequest } from '../../../errors';
import type { VideoCall } from '../../../ports';

/** Along the longer side: a clip of four seconds comes to about two megabytes. */
const LONG = 854;
const SHORT = 480;
/** The operation is kept in a database row. */
const MAX_PICTURE_CHARACTERS = 280_000;
/** Room around the frame, for the camera to move in. */
const MARGIN = 1.18;

/** All that is needed to make the clip, from any process. */
const operationSchema = z.object({
  prompt: z.string().max(20_000),
  width: z.union([z.literal(LONG), z.literal(SHORT)]),
  height: z.union([z.literal(LONG), z.literal(SHORT)]),
  seconds: z.number().min(1).max(8),
  /** JPEG as base64, of the frame's shape. */
  picture: z.base64().max(MAX_PICTURE_CHARACTERS).nullable(),
});
export type Operation = z.infer<typeof operationSchema>;

/** Throws `models.bad_request` when the picture cannot be read. */
export async function planClip(call: VideoCall): Promise<Operation> {
  const [width, height] = call.aspectRatio === '9:16' ? [SHORT, LONG] : [LONG, SHORT];
  const picture = call.image ? await shrink(call.image.bytes, width, height) : null;
  const seconds = Math.min(8, Math.max(1, call.durationSeconds ?? 4));
  return { prompt: call.prompt.slice(0, 20_000), width, height, seconds, picture } as Operation;
}

/** Throws `models.bad_request` for what is no operation of ours. */
export function readOperation(operation: unknown): Operation {
  const read = operationSchema.safeParse(operation);
  if (!read.success) throw badRequest({ name: 'Studio', cause: read.error });
  return read.data;
}

async function shrink(bytes: Uint8Array, width: number, height: number): Promise<string> {
  try {
    const size = [Math.round(width * MARGIN), Math.round(height * MARGIN)] as const;
    for (const quality of [84, 70, 50]) {
      const jpeg = await sharp(bytes)
        .autoOrient()
        .flatten({ background: '#ffffff' })
        .resize(...size, { fit: 'cover', position: 'attention' })
        .toColourspace('srgb')
        .jpeg({ quality })
        .toBuffer();
      const text = jpeg.toString('base64');
      if (text.length <= MAX_PICTURE_CHARACTERS) return text;
    }
    throw new Error('The picture is too detailed.');
  } catch (error) {
    throw badRequest({ name: 'Studio', cause: error });
  }
}
