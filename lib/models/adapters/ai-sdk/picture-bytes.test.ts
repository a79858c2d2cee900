import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { pictureType, toBytes } from './picture-bytes';

describe('the bytes of a picture', () => {
  it.each(['png', 'jpeg', 'webp', 'gif'] as const)(
    'are known as %s whatever the provider says',
    async (format) => {
      const bytes = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#123456' } })
        .toFormat(format)
        .toBuffer();
      expect(pictureType(bytes, 'image/bmp')).toBe(`image/${format}`);
    },
  );

  it('keep the declared type when they are none of these', () => {
    expect(pictureType(new Uint8Array([1, 2, 3]), 'image/avif')).toBe('image/avif');
  });

  it('come from base64 or as they are', () => {
    expect([...toBytes('AQID')]).toEqual([1, 2, 3]);
    const given = new Uint8Array([7]);
    expect(toBytes(given)).toBe(given);
  });
});
