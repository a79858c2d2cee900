import { chromaOf, toLab, toned } from './color';
import table from './palettes.json';
import type { SeededRandom } from './seeded-random';

/** The colours of a picture, as `#rrggbb`. */
export type Palette = {
  /** From the top down to the horizon. */
  sky: [string, string, string];
  sun: string;
  /** The land at the horizon, and at our feet. */
  far: string;
  near: string;
  accent: string;
  light: string;
};

/** `moods` say how it looks and go before `figures`, which suit it: a fox in the snow is a snow picture. */
type Entry = Palette & { moods: string[]; figures: string[] };
const palettes = table as unknown as [Entry, ...Entry[]];

/** The palette that the prompt speaks of, else one by chance. */
export function choosePalette(words: ReadonlySet<string>, random: SeededRandom): Palette {
  const byChance = random.pick(palettes);
  const named = (list: string[]) => list.some((word) => words.has(word));
  return (
    palettes.find(({ moods }) => named(moods)) ?? palettes.find(({ figures }) => named(figures)) ?? byChance
  );
}

/** A palette out of the main colours of a photo, largest first. */
export function paletteOfPhoto(colors: readonly [string, ...string[]]): Palette {
  const byLightness = [...colors].sort((left, right) => toLab(left).lightness - toLab(right).lightness);
  const byChroma = [...colors].sort((left, right) => chromaOf(right) - chromaOf(left));
  const dark = byLightness[0] ?? colors[0];
  const bright = byLightness.at(-1) ?? colors[0];
  const strong = byChroma[0] ?? colors[0];
  const second = byChroma[1] ?? strong;
  return {
    sky: [toned(second, 0.62), toned(second, 0.8, 0.8), toned(bright, 0.94, 0.6)],
    sun: toned(bright, 0.97, 0.5),
    far: toned(colors[0], 0.66),
    near: toned(dark, 0.24),
    accent: toned(strong, 0.66, 1.25),
    light: toned(bright, 0.96, 0.4),
  };
}
