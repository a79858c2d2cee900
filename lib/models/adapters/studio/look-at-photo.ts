import sharp from 'sharp';
import { chromaOf, distance } from './artwork/color';
import names from './color-names.json';

export type PhotoFacts = {
  /** `JPEG`. */
  format: string;
  /** In pixels. */
  width: number;
  height: number;
  bytes: number;
  /** Largest first; at least one. */
  colors: [PhotoColor, ...PhotoColor[]];
};

export type PhotoColor = { color: string; name: string; share: number };

/** Fine enough to find the main colours, small enough to count at once. */
const SAMPLE_SIZE = 48;
/** Colours nearer than this look alike. */
const ALIKE = 0.1;
const MAX_COLORS = 5;

/** Measures a photo: what it is, how large, and its main colours. Null when it cannot be read. */
export async function lookAtPhoto(bytes: Uint8Array): Promise<PhotoFacts | null> {
  try {
    const { format, width, height, autoOrient } = await sharp(bytes).metadata();
    const { data } = await sharp(bytes)
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .resize(SAMPLE_SIZE, SAMPLE_SIZE, { fit: 'fill' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const colors = findMainColors(data);
    if (!colors || !format) return null;
    const size = { width: autoOrient?.width ?? width, height: autoOrient?.height ?? height };
    return { format: format.toUpperCase(), ...size, bytes: bytes.byteLength, colors };
  } catch {
    return null;
  }
}

/** Counts coarse colours, joins those that look alike, keeps the largest. */
function findMainColors(pixels: Uint8Array): PhotoFacts['colors'] | null {
  const cells = new Map<number, { count: number; sum: [number, number, number] }>();
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const [red, green, blue] = [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
    const key = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
    const cell = cells.get(key) ?? { count: 0, sum: [0, 0, 0] };
    cell.count += 1;
    cell.sum[0] += red;
    cell.sum[1] += green;
    cell.sum[2] += blue;
    cells.set(key, cell);
  }
  const found: { color: string; count: number }[] = [];
  const bySize = [...cells.values()].sort((left, right) => right.count - left.count);
  for (const { count, sum } of bySize) {
    const color = `#${sum
      .map((value) =>
        Math.round(value / count)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`;
    const alike = found.find((other) => distance(other.color, color) < ALIKE);
    if (alike) alike.count += count;
    else found.push({ color, count });
  }
  const [first, ...rest] = found
    .sort((left, right) => right.count - left.count)
    .slice(0, MAX_COLORS)
    .map(({ color, count }) => ({ color, name: nameOf(color), share: count / (SAMPLE_SIZE * SAMPLE_SIZE) }));
  return first ? [first, ...rest] : null;
}

function nameOf(color: string): string {
  const greys = new Set(['black', 'charcoal', 'grey', 'silver', 'white']);
  // A faint tint is told as a tint only when it can be seen.
  const candidates = Object.entries(names).filter(([name]) => greys.has(name) === chromaOf(color) < 0.02);
  const nearest = candidates.reduce((best, next) =>
    distance(next[1], color) < distance(best[1], color) ? next : best,
  );
  return nearest[0];
}
