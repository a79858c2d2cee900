import { rasteriseSvg } from '@/lib/platform/svg';
import { type ArtworkForm, composeArtwork } from './compose-artwork';

const SIDE = 1024;
/** The drawing is our own, so only a very busy machine can make it slow. */
const TIMEOUT_MS = 30_000;

/** Draws a picture for a prompt: a PNG whose longer side has 1024 pixels. */
export function renderArtwork(prompt: string, form: ArtworkForm = {}): Promise<Buffer> {
  return rasteriseOwn(composeArtwork(prompt, form));
}

/** Draws SVG of our own as PNG, its longer side 1024 pixels whatever its own size is. */
export function rasteriseOwn(svg: string): Promise<Buffer> {
  return rasteriseSvg(svg, { maxSide: SIDE, maxPixels: SIDE * SIDE, timeoutMs: TIMEOUT_MS });
}
