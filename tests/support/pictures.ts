import zlib from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

export const COLOURS = {
  topLeft: [220, 30, 30],
  topRight: [30, 200, 30],
  bottomLeft: [30, 30, 220],
  bottomRight: [220, 220, 30],
} as const;

/** Four quarters of different colours, so that every turn and mirroring can be told apart. */
export function drawQuarters(width = 60, height = 40): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const side = x < width / 2 ? 'Left' : 'Right';
      const colour = COLOURS[y < height / 2 ? (`top${side}` as const) : (`bottom${side}` as const)];
      pixels.set(colour, (y * width + x) * 3);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/**
 * A JPEG of the four quarters whose pixels lie as a camera held that way stores them, with its EXIF orientation,
 * GPS position, make, XMP and colour profile.
 */
export async function photoWithOrientation(orientation: number): Promise<Buffer> {
  const upright = await drawQuarters().png().toBuffer();
  const turned = { 5: 90, 6: 270, 7: 270, 8: 90, 3: 180 }[orientation] ?? 0;
  const rotated = await sharp(upright).rotate(turned).png().toBuffer();
  const lying = sharp(rotated);
  if (orientation === 2 || orientation === 5 || orientation === 7) lying.flop();
  if (orientation === 4) lying.flip();
  return lying
    .jpeg({ quality: 95 })
    .withMetadata({ orientation })
    .withExifMerge({
      IFD0: { Make: 'SecretCamera', Copyright: 'SecretPerson' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '51/1 30/1 3230/100',
        GPSLongitudeRef: 'W',
        GPSLongitude: '0/1 7/1 4366/100',
      },
    })
    .withXmp(
      '<?xpacket begin="" id="x"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><a>SecretPlace</a></x:xmpmeta><?xpacket end="w"?>',
    )
    .toBuffer();
}

/** The average colours of the four quarters of a picture, read from their middles. */
export async function readQuarters(bytes: Uint8Array): Promise<Record<keyof typeof COLOURS, number[]>> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const offset = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
    return [...data.subarray(offset, offset + 3)];
  };
  return {
    topLeft: at(0.25, 0.25),
    topRight: at(0.75, 0.25),
    bottomLeft: at(0.25, 0.75),
    bottomRight: at(0.75, 0.75),
  };
}

/** A PNG chunk with its length and checksum. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(data.length + 12);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  data.copy(chunk, 8);
  chunk.writeUInt32BE(zlib.crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}

/** The PNG with chunks put in before its pixels. */
export function withPngChunks(png: Buffer, chunks: Buffer[]): Buffer {
  const pixels = png.indexOf('IDAT') - 4;
  return Buffer.concat([png.subarray(0, pixels), ...chunks, png.subarray(pixels)]);
}

/** The PNG with other dimensions in its header. */
export function withPngSize(png: Buffer, width: number, height: number): Buffer {
  const header = Buffer.from(png.subarray(16, 29));
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([png.subarray(0, 8), pngChunk('IHDR', header), png.subarray(33)]);
}

/** The baseline JPEG with other dimensions in its header. */
export function withJpegSize(jpeg: Buffer, width: number, height: number): Buffer {
  const patched = Buffer.from(jpeg);
  const frame = patched.indexOf(Buffer.from([0xff, 0xc0]));
  patched.writeUInt16BE(height, frame + 5);
  patched.writeUInt16BE(width, frame + 7);
  return patched;
}

/** An animated GIF or WebP of differently coloured frames. */
export function animation(format: 'gif' | 'webp', frames: number, side = 32): Promise<Buffer> {
  const pages = Array.from({ length: frames }, (_, index) => ({
    create: {
      width: side,
      height: side,
      channels: 3 as const,
      background: { r: (index * 80) % 256, g: 60, b: 160 },
    },
  }));
  const images = Promise.all(pages.map((page) => sharp(page).png().toBuffer()));
  return images.then((pngs) => {
    const joined = sharp(pngs, { join: { animated: true } });
    const delay = pngs.map(() => 120);
    return (format === 'gif' ? joined.gif({ delay, loop: 0 }) : joined.webp({ delay, loop: 0 })).toBuffer();
  });
}
