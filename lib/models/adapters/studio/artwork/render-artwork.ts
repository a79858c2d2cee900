import sharp from 'sharp';
import { composeArtwork } from './compose-artwork';
import type { Palette } from './palette';

/** Draws a picture for a prompt: a PNG of 1024 × 1024. */
export function renderArtwork(prompt: string, palette?: Palette): Promise<Buffer> {
  return sharp(Buffer.from(composeArtwork(prompt, palette)))
    .png()
    .toBuffer();
}
