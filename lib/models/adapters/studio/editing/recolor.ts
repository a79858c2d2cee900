import { chromaOf, toHex, toLab } from '../artwork/color';

/** The strongest a colour gets; Oklab, where lightness stays what it looks like. */
const STRONG = 0.13;
/** Towards black, white or grey, pictures get darker or lighter; towards a colour they keep their light. */
const COLOR_PULL = 0.12;
const GREY_PULL = 0.4;

/**
 * Turns all colours of `pixels` (RGB, three bytes each) towards one, in place: what was light stays lighter than what was
 * dark. The work is a look-up for each pixel.
 */
export function recolor(pixels: Uint8Array, color: string): void {
  const target = toLab(color);
  const chroma = chromaOf(color);
  const isGrey = chroma < 0.03;
  const pull = isGrey ? GREY_PULL : COLOR_PULL;
  const strength = isGrey ? 0 : Math.max(STRONG, chroma) / Math.max(chroma, 1e-6);
  const table = Array.from({ length: 256 }, (_, level) => toneAt(level / 255));
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    // How light it looks, by the weights of Rec. 709.
    const luma = (pixels[at] ?? 0) * 0.2126 + (pixels[at + 1] ?? 0) * 0.7152 + (pixels[at + 2] ?? 0) * 0.0722;
    const tone = table[Math.round(luma)];
    if (tone) pixels.set(tone, at);
  }

  function toneAt(luma: number): [number, number, number] {
    const lightness = luma ** 0.72;
    const pulled = lightness + (target.lightness - lightness) * pull;
    // Near black and white there is no room for colour.
    const room = 1 - (2 * pulled - 1) ** 4;
    return toBytes(
      toHex({ lightness: pulled, a: target.a * strength * room, b: target.b * strength * room }),
    );
  }
}

const toBytes = (hex: string) =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];
