import type { Palette } from './palette';
import type { SeededRandom } from './seeded-random';

export type SceneInput = {
  random: SeededRandom;
  palette: Palette;
  /** How far what stands in the middle may reach from it, so that no narrow frame cuts it off. */
  reach: number;
};

/** A picture's parts as SVG: what goes into `defs`, what is drawn, and where the ground for a figure is. */
export type Scene = {
  defs: string;
  body: string;
  /** What covers the feet of a figure: water, grass. */
  front: string;
  /** Where a figure may stand: its feet's height, its size, and the colour of its shadow. Null if there is no room. */
  stage: { y: number; size: number; shadow: string } | null;
};

export type DrawScene = (input: SceneInput) => Scene;
