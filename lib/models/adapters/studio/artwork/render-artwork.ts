import { rasteriseSvg } from '@/lib/platform/svg';
import { composeArtwork } from './compose-artwork';
import type { Palette } from './palette';

const SIDE = 1024;
/** The drawing is our own, so only a very busy machine can make it slow. */
const TIMEOUT_MS = 30_000;

/** Draws a picture for a prompt: a PNG of 1024 × 1024. */
export function renderArtwork(prompt: string, palette?: Palette): Promise<Buffer> {
  return rasteriseSvg(composeArtwork(prompt, palette), {
    maxSide: SIDE,
    maxPixels: SIDE * SIDE,
    timeoutMs: TIMEOUT_MS,
  });
}
