import sharp from 'sharp';
import { rasteriseOwn } from '../artwork/render-artwork';
import { fitLine, measureLine, writeLine } from '../lettering/write-line';

export const EDITED_BY = 'Edited by Strand Studio · not a model';

/** A transparent drawing, as large as the picture that it is laid over. */
export type Overlay = { width: number; height: number };

const PADDING = 0.9;

/** The mark in the lower right corner of what Studio changed. A second one covers the first. */
export function drawMark({ width, height }: Overlay, text = EDITED_BY): string {
  const cap = Math.max(8, Math.min(width, height) * 0.016);
  const line = fitLine(text, cap, width * 0.9);
  const box = { width: measureLine(line, cap) + 2 * PADDING * cap, height: cap * 2.6 };
  const [x, y] = [width - box.width - cap, height - box.height - cap];
  return pill({ x, y, ...box, cap, line });
}

/** A note in the upper left corner: what there is no rule for. */
export function drawNote({ width, height }: Overlay, text: string): string {
  const cap = Math.max(8, Math.min(width, height) * 0.018);
  const line = fitLine(text, cap, width * 0.9 - 2 * cap);
  const box = { width: measureLine(line, cap) + 2 * PADDING * cap, height: cap * 2.6 };
  return pill({ x: cap, y: cap, ...box, cap, line });
}

/** Words across the lower part of a picture. */
export function drawCaption({ width, height }: Overlay, text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  const wanted = Math.min(width * 0.05, height * 0.06);
  const cap = Math.min(wanted, (wanted * width * 0.84) / Math.max(1, measureLine(flat, wanted)));
  const size = Math.max(cap, wanted * 0.35);
  const line = fitLine(flat, size, width * 0.88);
  const length = measureLine(line, size);
  const baseline = height * 0.87;
  const band = { x: 0, y: baseline - size * 2, width, height: size * 3 };
  return (
    `<rect x="${band.x}" y="${band.y}" width="${band.width}" height="${band.height}" fill="#000000" opacity="0.42"/>` +
    writeLine(line, { x: (width - length) / 2, baseline, capHeight: size, color: '#ffffff' })
  );
}

/** The drawings as a PNG with a clear ground. */
export async function renderOverlay({ width, height }: Overlay, drawings: string[]): Promise<Buffer> {
  const drawn = await rasteriseOwn(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${drawings.join('')}</svg>`,
  );
  return sharp(drawn).resize(width, height, { fit: 'fill' }).png().toBuffer();
}

function pill(at: {
  x: number;
  y: number;
  width: number;
  height: number;
  cap: number;
  line: string;
}): string {
  const { x, y, width, height, cap, line } = at;
  return (
    `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" rx="${(height / 2).toFixed(1)}" fill="#1c1c22"/>` +
    writeLine(line, {
      x: x + PADDING * cap,
      baseline: y + height / 2 + cap / 2,
      capHeight: cap,
      color: '#ffffffd9',
    })
  );
}
