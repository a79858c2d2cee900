import { mix } from '../color';
import type { DrawScene, SceneInput } from '../scene';
import { gradient, groundBelow, heightAt, type Point, ridge, round, SIZE } from '../shapes';
import { drawBirds, drawSky } from './sky';

const LAYERS = 7;

/** Range behind range into the haze, with firs on the nearer ones. */
export const drawHills: DrawScene = (input) => {
  const { random, palette } = input;
  const horizon = random.between(470, 540);
  const sky = drawSky(input, horizon - random.between(60, 190));
  const sharpness = random.pick([0, 0.15, 0.85]);
  let defs = sky.defs;
  let body = sky.body + drawBirds(input, horizon - 220);
  for (let layer = 0; layer < LAYERS; layer++) {
    const depth = layer / (LAYERS - 1);
    const line = ridge(random, {
      y: horizon + depth ** 1.25 * 380,
      amplitude: 58 + (1 - depth) * 52 * (0.6 + sharpness) - depth * 26,
      sharpness: sharpness * (1 - depth),
    });
    const color = mix(palette.far, palette.near, depth ** 0.9);
    // Mist lies at the foot of each range.
    defs += gradient(`range${layer}`, [color, mix(color, palette.sky[2], 0.5 * (1 - depth) + 0.08)]);
    const firs = depth > 0.25 && depth < 0.95 ? drawFirs(input, line, depth, color) : '';
    body += `${firs}<path d="${groundBelow(line)}" fill="url(#range${layer})"/>`;
  }
  return { defs, body, front: '', stage: { y: 868, size: 420, shadow: palette.near } };
};

function drawFirs(
  { random, palette }: SceneInput,
  line: readonly Point[],
  depth: number,
  ground: string,
): string {
  const color = mix(ground, palette.near, 0.3);
  const trees: string[] = [];
  for (let x = random.between(0, 30); x < SIZE; x += random.between(9, 34) * (0.7 + depth)) {
    // Woods come in patches.
    if (Math.sin(x / 70 + depth * 9) + random.between(-0.7, 0.7) < 0.1) continue;
    const height = random.between(16, 34) * (0.5 + depth * 1.5);
    const foot = heightAt(line, x) + 5;
    trees.push(
      `M${round(x - height * 0.2)} ${round(foot)}L${round(x)} ${round(foot - height)}L${round(x + height * 0.2)} ${round(foot)}Z`,
    );
  }
  return `<path d="${trees.join('')}" fill="${color}"/>`;
}
