import { mix } from '../color';
import type { DrawScene, SceneInput } from '../scene';
import { gradient, round, SIZE } from '../shapes';
import { drawBirds, drawSky } from './sky';

/** Rows of houses and towers, the nearer ones with light in the windows. */
export const drawCity: DrawScene = (input) => {
  const { random, palette } = input;
  const sky = drawSky(input, random.between(360, 480));
  let defs = sky.defs;
  let body = sky.body + drawBirds(input, 210);
  for (let row = 0; row < 4; row++) {
    const depth = row / 3;
    const color = mix(palette.far, palette.near, depth);
    defs += gradient(`row${row}`, [color, mix(color, palette.sky[2], 0.5 * (1 - depth))]);
    body += drawRow(input, { ground: 640 + depth * 190, depth, fill: `url(#row${row})` });
  }
  body += `<rect y="870" width="${SIZE}" height="160" fill="${palette.near}"/>`;
  return { defs, body, front: '', stage: { y: 884, size: 380, shadow: palette.near } };
};

type Row = { ground: number; depth: number; fill: string };

function drawRow({ random, palette }: SceneInput, { ground, depth, fill }: Row): string {
  let houses = '';
  let windows = '';
  for (let x = random.between(-60, 0); x < SIZE; ) {
    const width = random.between(46, 104) * (0.75 + depth * 0.5);
    const height = random.between(90, 330) * (random.next() < 0.18 ? 1.5 : 1) * (1 - depth * 0.25);
    const top = ground - height;
    houses += `<rect x="${round(x)}" y="${round(top)}" width="${round(width)}" height="${SIZE}"/>`;
    const roof = random.next();
    if (roof < 0.25)
      houses += `<path d="M${round(x)} ${round(top)}l${round(width / 2)} ${round(-width * 0.55)}l${round(width / 2)} ${round(width * 0.55)}z"/>`;
    else if (roof < 0.4)
      houses += `<rect x="${round(x + width / 2 - 2)}" y="${round(top - 54)}" width="4" height="60"/>`;
    if (depth > 0.3) {
      for (let wy = top + 16; wy < ground + 120; wy += 25) {
        for (let wx = x + 10; wx < x + width - 14; wx += 19) {
          if (random.next() < 0.42)
            windows += `<rect x="${round(wx)}" y="${round(wy)}" width="9" height="13" rx="1"/>`;
        }
      }
    }
    x += width + random.between(-4, 12);
  }
  const lit = mix(palette.sun, palette.accent, 0.25);
  return `<g fill="${fill}">${houses}</g><g fill="${lit}" opacity="${round((0.35 + depth * 0.45) * 10) / 10}">${windows}</g>`;
}
