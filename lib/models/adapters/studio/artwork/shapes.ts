import type { SeededRandom } from './seeded-random';

/** Pictures are square, this many units wide. */
export const SIZE = 1024;

export const round = (value: number) => Math.round(value * 10) / 10;

/** A gradient from top to bottom (or along `x1 y1 x2 y2` in fractions), with evenly spread stops. */
export function gradient(
  id: string,
  colors: readonly string[],
  line: readonly number[] = [0, 0, 0, 1],
): string {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 1] = line;
  const stops = colors.map((color, index) => stop(index / Math.max(1, colors.length - 1), color));
  return `<linearGradient id="${id}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${stops.join('')}</linearGradient>`;
}

/** Light that fades away from its middle. */
export function glow(id: string, color: string, strength = 0.9): string {
  const stops = [stop(0, color, strength), stop(0.35, color, strength * 0.45), stop(1, color, 0)];
  return `<radialGradient id="${id}">${stops.join('')}</radialGradient>`;
}

const stop = (offset: number, color: string, opacity = 1) =>
  `<stop offset="${round(offset * 100)}%" stop-color="${color}" stop-opacity="${opacity}"/>`;

/** Softens what is drawn with it, over the whole picture: the box of a line would cut its own light off. */
export const blur = (id: string, deviation: number) =>
  `<filter id="${id}" filterUnits="userSpaceOnUse" x="-150" y="-150" width="${SIZE + 300}" height="${SIZE + 300}"><feGaussianBlur stdDeviation="${deviation}"/></filter>`;

export const circle = (x: number, y: number, radius: number, attributes: string) =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" ${attributes}/>`;

export type Point = { x: number; y: number };

export type RidgeForm = {
  /** The height around which it runs. */
  y: number;
  amplitude: number;
  /** 0 for rolling hills, 1 for jagged rock. */
  sharpness: number;
};

/** The line of a hill or mountain range across the whole picture. */
export function ridge(random: SeededRandom, { y, amplitude, sharpness }: RidgeForm): Point[] {
  const waves = [1, 2.1, 3.7, 6.3, 11.9].map((frequency, index) => ({
    frequency: frequency * random.between(0.8, 1.25),
    phase: random.between(0, Math.PI * 2),
    height: amplitude * (sharpness > 0.5 ? 0.62 : 0.5) ** index,
  }));
  const points: Point[] = [];
  for (let x = -16; x <= SIZE + 16; x += 8) {
    const angle = (x / SIZE) * Math.PI * 2;
    const height = waves.reduce((sum, wave) => {
      const swing = Math.sin(angle * wave.frequency + wave.phase);
      // Folding a wave over gives it peaks instead of crests.
      return sum + wave.height * (swing * (1 - sharpness) + (1 - 2 * Math.abs(swing)) * sharpness);
    }, 0);
    points.push({ x, y: round(y - height * 0.6) });
  }
  return points;
}

/** A closed path of everything below a line. */
export function groundBelow(points: readonly Point[]): string {
  return `M${points.map(({ x, y }) => `${round(x)} ${y}`).join('L')}V${SIZE + 8}H-16Z`;
}

/** The height of a ridge at `x`. */
export function heightAt(points: readonly Point[], x: number): number {
  return points[Math.max(0, Math.min(points.length - 1, Math.round((x + 16) / 8)))]?.y ?? SIZE;
}
