import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Asset } from '@/lib/contracts';
import { readForModel, serveAsset } from '@/lib/media';
import { makeHeic } from '@/tests/support/heic';
import { createPerson } from '@/tests/support/integration';
import { send, useMedia } from '@/tests/support/media';
import { COLOURS, readQuarters } from '@/tests/support/pictures';

const media = useMedia();
let owner: string;
beforeAll(async () => {
  owner = await createPerson();
});

type Corner = keyof typeof COLOURS;
/** The corners of the upright picture, clockwise from the top left. */
const clockwise: Corner[] = ['topLeft', 'topRight', 'bottomRight', 'bottomLeft'];

async function fetchBytes(asset: Asset, variant: string | null = null): Promise<Buffer> {
  const response = await serveAsset(owner, asset.id, variant, new Request('http://app/'));
  return Buffer.from(await response.arrayBuffer());
}

/** `corners`: which quarter of the drawing is seen in each corner, clockwise from the top left. */
async function expectCorners(bytes: Buffer, corners: Corner[]): Promise<void> {
  const seen = await readQuarters(bytes);
  for (const [index, place] of clockwise.entries()) {
    const colour = COLOURS[corners[index] ?? place];
    const distance = Math.max(
      ...colour.map((value, channel) => Math.abs(value - (seen[place][channel] ?? 0))),
    );
    expect(distance, `${place} is ${seen[place]}`).toBeLessThan(45);
  }
}

describe('HEIC', () => {
  it.each([0, 1, 2, 3] as const)('comes out upright after %i quarter turns', async (turns) => {
    const asset = await send(owner, makeHeic({ turns, exif: 'SecretPlace' }), { filename: 'IMG_1.HEIC' });
    const isLying = turns % 2 === 1;
    expect(asset).toMatchObject({
      type: 'image',
      format: 'jpeg',
      content_type: 'image/jpeg',
      filename: 'IMG_1.jpg',
      width: isLying ? 48 : 64,
      height: isLying ? 64 : 48,
    });
    // Turned against the clock, the corner that was next by the clock comes to the top left.
    const corners = clockwise.map((_, index) => clockwise[(index + turns) % 4] as Corner);
    await expectCorners(await fetchBytes(asset), corners);
    await expectCorners(await fetchBytes(asset, 'thumbnail'), corners);
    await expectCorners(Buffer.from((await readForModel(owner, asset.id)).bytes), corners);
  });

  it('comes out mirrored when its container says so', async () => {
    const asset = await send(owner, makeHeic({ isMirrored: true }));
    await expectCorners(await fetchBytes(asset), ['topRight', 'topLeft', 'bottomLeft', 'bottomRight']);
  });

  it('leaves nothing of what it said about itself', async () => {
    const photo = makeHeic({ exif: 'SecretPlace' });
    expect(photo.includes('SecretPlace')).toBe(true);
    const asset = await send(owner, photo);
    for (const variant of [null, 'thumbnail']) {
      const bytes = await fetchBytes(asset, variant);
      expect(bytes.includes('Secret')).toBe(false);
      const { exif, icc, iptc, xmp, orientation } = await sharp(bytes).metadata();
      expect({ exif, icc, iptc, xmp, orientation }).toEqual({});
    }
  });

  it.each(['mif1', 'heix', 'heim'])('is known by the brand %s, whatever it is called', async (brand) => {
    const asset = await send(owner, makeHeic({ brand }), { filename: 'clip.mp4', declaredType: 'video/mp4' });
    expect(asset).toMatchObject({ type: 'image', format: 'jpeg' });
  });

  it('of more than 50 megapixels is refused before it is decoded', async () => {
    const started = performance.now();
    await expect(send(owner, makeHeic({ width: 20_000, height: 20_000 }))).rejects.toMatchObject({
      code: 'media.too_many_pixels',
    });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('cut off in its frame is refused, and leaves nothing', async () => {
    const before = await media.listFiles();
    const photo = makeHeic();
    await expect(send(owner, photo.subarray(0, photo.length - 90))).rejects.toMatchObject({
      kind: expect.stringMatching(/^(invalid|unsupported)$/),
    });
    expect(await media.listFiles()).toEqual(before);
  });
});

describe('BMP', () => {
  it('is kept as PNG, also when its rows lie from top to bottom', async () => {
    for (const isTopDown of [false, true]) {
      const asset = await send(owner, makeBmp({ isTopDown }), { filename: 'scan.bmp' });
      expect(asset).toMatchObject({
        type: 'image',
        format: 'png',
        width: 64,
        height: 48,
        filename: 'scan.png',
      });
      await expectCorners(await fetchBytes(asset), clockwise);
    }
  });

  it('of more than 50 megapixels is refused by its header', async () => {
    const bomb = makeBmp();
    bomb.writeInt32LE(60_000, 18);
    bomb.writeInt32LE(60_000, 22);
    await expect(send(owner, bomb)).rejects.toMatchObject({ code: 'media.too_many_pixels' });
  });

  it('cut off is damaged', async () => {
    await expect(send(owner, makeBmp().subarray(0, 400))).rejects.toMatchObject({ code: 'media.damaged' });
  });
});

it('an AVIF that cannot be decoded here says so', async () => {
  const avif = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#a05030' } })
    .avif()
    .toBuffer();
  // The frame is overwritten: the header still reads.
  const damaged = Buffer.concat([
    avif.subarray(0, avif.indexOf('mdat') + 4),
    Buffer.alloc(avif.length - avif.indexOf('mdat') - 4, 1),
  ]);
  await expect(send(owner, damaged, { filename: 'film.avif' })).rejects.toMatchObject({
    code: 'media.unsupported',
    publicMessage: expect.stringContaining('AVIF'),
  });
});

/** The four quarters, 64 × 48, in 24 bits a pixel. */
function makeBmp({ isTopDown = false } = {}): Buffer {
  const [width, height] = [64, 48];
  const bmp = Buffer.alloc(54 + width * height * 3);
  bmp.write('BM');
  bmp.writeUInt32LE(bmp.length, 2);
  bmp.writeUInt32LE(54, 10);
  bmp.writeUInt32LE(40, 14);
  bmp.writeInt32LE(width, 18);
  bmp.writeInt32LE(isTopDown ? -height : height, 22);
  bmp.writeUInt16LE(1, 26);
  bmp.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const side = x < width / 2 ? 'Left' : 'Right';
      const [red, green, blue] =
        COLOURS[y < height / 2 ? (`top${side}` as const) : (`bottom${side}` as const)];
      const row = isTopDown ? y : height - 1 - y;
      bmp.set([blue, green, red], 54 + (row * width + x) * 3);
    }
  }
  return bmp;
}
