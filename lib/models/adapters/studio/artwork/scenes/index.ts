import type { DrawScene } from '../scene';
import type { SeededRandom } from '../seeded-random';
import { drawAbstract } from './abstract';
import { drawCity } from './city';
import { drawEmblem } from './emblem';
import { drawGarden } from './garden';
import { drawHills } from './hills';
import { drawNight } from './night';
import { drawSea } from './sea';
import words from './words.json';

export const scenes = {
  hills: drawHills,
  sea: drawSea,
  night: drawNight,
  city: drawCity,
  garden: drawGarden,
  abstract: drawAbstract,
  emblem: drawEmblem,
} satisfies Record<string, DrawScene>;

export type SceneName = keyof typeof scenes;

/** The scene that the prompt speaks of, if any. */
export function findScene(prompt: ReadonlySet<string>): SceneName | null {
  const names = Object.keys(scenes) as SceneName[];
  return names.find((name) => words[name].some((word) => prompt.has(word))) ?? null;
}

/** A scene for a prompt that names none. */
export function anyScene(random: SeededRandom): SceneName {
  return random.pick(['hills', 'sea', 'night', 'city', 'abstract', 'hills'] as const);
}
