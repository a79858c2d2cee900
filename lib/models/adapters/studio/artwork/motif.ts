import { mix } from './color';
import table from './motifs.json';
import type { Palette } from './palette';
import type { Scene } from './scene';
import type { SceneName } from './scenes';
import type { SeededRandom } from './seeded-random';
import { round, SIZE } from './shapes';

/** Motifs are drawn in a square this wide, standing on its lower edge. */
const BOX = 200;

type Role = keyof ReturnType<typeof rolesOf>;
export type Motif = {
  words: string[];
  scene: SceneName;
  place: 'ground' | 'air';
  /** Colour, path, and opacity if it is not full. */
  shapes: [Role, string, number?][];
};

const motifs = table as unknown as Motif[];

/** The figure that is named in the prompt, if we can draw it. */
export function findMotif(words: ReadonlySet<string>): Motif | null {
  return motifs.find((motif) => motif.words.some((word) => words.has(word))) ?? null;
}

/** The figure on its place in a scene, as SVG. */
export function drawMotif(motif: Motif, { stage }: Scene, palette: Palette, random: SeededRandom): string {
  const size = stage?.size ?? 400;
  const inAir = motif.place === 'air' || !stage;
  const x = round((SIZE - size) * random.between(0.36, 0.64));
  const feet = inAir ? round(random.between(590, 700)) : stage.y;
  const colors = rolesOf(palette);
  const shapes = motif.shapes.map(
    ([role, path, opacity]) =>
      `<path d="${path}" fill="${colors[role]}"${opacity ? ` opacity="${opacity}"` : ''}/>`,
  );
  const shadow = `<ellipse cx="${x + size / 2}" cy="${feet - 4}" rx="${round(size * 0.34)}" ry="${round(size * 0.045)}" fill="${stage?.shadow ?? palette.near}" opacity="0.45" filter="url(#shadow)"/>`;
  return `${inAir ? '' : shadow}<g transform="translate(${x} ${feet - size}) scale(${round(size / BOX)})">${shapes.join('')}</g>`;
}

function rolesOf(palette: Palette) {
  const leaf = mix(palette.far, '#3f8f5a', 0.65);
  return {
    accent: palette.accent,
    accentDark: mix(palette.accent, palette.near, 0.4),
    accentLight: mix(palette.accent, palette.light, 0.55),
    deep: mix(palette.far, palette.near, 0.6),
    far: palette.far,
    gold: mix(palette.sun, '#f2b632', 0.7),
    ink: mix(palette.near, '#000000', 0.25),
    leaf,
    leafDark: mix(leaf, palette.near, 0.4),
    leafLight: mix(leaf, palette.light, 0.35),
    light: palette.light,
    sky: palette.sky[1],
  };
}
