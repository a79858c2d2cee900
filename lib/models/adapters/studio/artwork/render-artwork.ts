import { rasteriseSvg } from '@/lib/platform/svg';
import { composeArtwork } from './compose-artwork';
import type { Palette } from './palette';

const SIDE = 1024;

/** Draws a picture for a prompt: a PNG of 1024 × 1024. */
export function renderArtwork(prompt: string, palette?: Palette): Promise<Buffer> {
  return rasteriseSvg(composeArtwork(prompt, palette), { maxSide: SIDE, maxPixels: SIDE * SIDE });
}
