import sharp from 'sharp';

/** A PNG of one colour, 64 × 48. */
export async function solidPicture(background: string): Promise<Uint8Array> {
  return sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .png()
    .toBuffer();
}
