import { mix } from '../color';
import type { DrawScene, SceneInput } from '../scene';
import { gradient, groundBelow, ridge, round, SIZE } from '../shapes';
import { drawBirds, drawSky } from './sky';

const WAVES = 8;

/** The sun on the water, islands at the horizon, waves towards us. */
export const drawSea: DrawScene = (input) => {
  const { random, palette } = input;
  const horizon = random.between(520, 580);
  const sky = drawSky(input, horizon - random.between(20, 150));
  const island = ridge(random, { y: horizon + 14, amplitude: 44, sharpness: 0.3 });
  let defs =
    sky.defs + gradient('water', [mix(palette.sky[2], palette.far, 0.45), palette.far, palette.near]);
  let body =
    sky.body +
    drawBirds(input, horizon - 240) +
    `<path d="${groundBelow(island)}" fill="${mix(palette.far, palette.near, 0.25)}" opacity="0.75"/>` +
    `<rect y="${round(horizon)}" width="${SIZE}" height="${SIZE}" fill="url(#water)"/>`;
  for (let wave = 0; wave < WAVES; wave++) {
    const depth = wave / (WAVES - 1);
    const line = ridge(random, {
      y: horizon + 70 + depth ** 1.4 * 370,
      amplitude: 7 + depth * 17,
      sharpness: 0,
    });
    const color = mix(palette.far, palette.near, 0.2 + depth * 0.75);
    defs += gradient(`wave${wave}`, [mix(color, palette.light, 0.3 * (1 - depth * 0.6)), color, color]);
    body += `<path d="${groundBelow(line)}" fill="url(#wave${wave})" opacity="0.62"/>`;
  }
  body += drawGlitter(input, sky.sunX, horizon);
  const swell = ridge(random, { y: 826, amplitude: 12, sharpness: 0 });
  const color = mix(palette.far, palette.near, 0.7);
  defs += gradient('swell', [mix(color, palette.light, 0.12), palette.near]);
  const front = `<path d="${groundBelow(swell)}" fill="url(#swell)" opacity="0.9"/>`;
  return { defs, body, front, stage: { y: 850, size: 400, shadow: palette.near } };
};

function drawGlitter({ random, palette }: SceneInput, sunX: number, horizon: number): string {
  const sparks = Array.from({ length: 70 }, () => {
    const depth = random.next() ** 1.5;
    const width = random.between(10, 50) * (0.4 + depth * 1.6);
    const x = sunX + random.between(-1, 1) * (26 + depth * 150) - width / 2;
    return `<rect x="${round(x)}" y="${round(horizon + 4 + depth * 420)}" width="${round(width)}" height="${round(2 + depth * 4)}" rx="3"/>`;
  });
  return `<g fill="${palette.sun}" opacity="0.4">${sparks.join('')}</g>`;
}
