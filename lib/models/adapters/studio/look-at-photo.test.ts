import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { lookAtPhoto } from './look-at-photo';

const half = await sharp({ create: { width: 60, height: 80, channels: 3, background: '#e8772e' } })
  .png()
  .toBuffer();
const photo = sharp({ create: { width: 120, height: 80, channels: 3, background: '#2f63c8' } }).composite([
  { input: half, left: 0, top: 0 },
]);

describe('looking at a photo', () => {
  it('measures format, size and main colours', async () => {
    const bytes = await photo.jpeg({ quality: 95 }).toBuffer();
    const look = await lookAtPhoto(bytes);
    expect(look).toMatchObject({ format: 'JPEG', width: 120, height: 80, bytes: bytes.length });
    expect(look?.colors.map(({ name }) => name).sort()).toEqual(['blue', 'orange']);
    for (const { share } of look?.colors ?? []) expect(share).toBeCloseTo(0.5, 1);
  });

  it('gives the size as people see it when the photo is turned', async () => {
    const bytes = await photo.withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await lookAtPhoto(bytes)).toMatchObject({ width: 80, height: 120 });
  });

  it('calls a grey grey', async () => {
    const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#818181' } })
      .png()
      .toBuffer();
    expect((await lookAtPhoto(bytes))?.colors[0]).toMatchObject({ name: 'grey', share: 1 });
  });

  it('gives nothing for what is no picture', async () => {
    expect(await lookAtPhoto(Buffer.from('not a picture'))).toBeNull();
  });
});
