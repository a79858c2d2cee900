/** A colour in Oklab, where mixing looks the way people expect it to. */
export type Lab = { lightness: number; a: number; b: number };

/** Mixes two `#rrggbb` colours; `amount` 0 gives the first, 1 the second. */
export function mix(from: string, to: string, amount: number): string {
  const left = toLab(from);
  const right = toLab(to);
  const between = (x: number, y: number) => x + (y - x) * amount;
  return toHex({
    lightness: between(left.lightness, right.lightness),
    a: between(left.a, right.a),
    b: between(left.b, right.b),
  });
}

/** The same hue at another lightness (0 black to 1 white), with its strength scaled. */
export function toned(color: string, lightness: number, strength = 1): string {
  const { a, b } = toLab(color);
  return toHex({ lightness, a: a * strength, b: b * strength });
}

/** How colourful, from 0 for grey to about 0.3. */
export function chromaOf(color: string): number {
  const { a, b } = toLab(color);
  return Math.hypot(a, b);
}

/** How different two colours look. */
export function distance(left: string, right: string): number {
  const one = toLab(left);
  const two = toLab(right);
  return Math.hypot(one.lightness - two.lightness, one.a - two.a, one.b - two.b);
}

// The matrices are Björn Ottosson's definition of Oklab.
export function toLab(color: string): Lab {
  const [red, green, blue] = [1, 3, 5].map((at) =>
    toLinear(Number.parseInt(color.slice(at, at + 2), 16) / 255),
  );
  const [r, g, b] = [red ?? 0, green ?? 0, blue ?? 0];
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const medium = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {
    lightness: 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    a: 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    b: 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  };
}

export function toHex({ lightness, a, b }: Lab): string {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channels = [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
  return `#${channels.map((value) => toByte(fromLinear(value)).toString(16).padStart(2, '0')).join('')}`;
}

const toLinear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const fromLinear = (value: number) =>
  value <= 0.0031308 ? value * 12.92 : 1.055 * Math.max(0, value) ** (1 / 2.4) - 0.055;
const toByte = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 255);
