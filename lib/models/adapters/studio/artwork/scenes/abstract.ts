import { mix } from '../color';
import type { DrawScene, SceneInput } from '../scene';
import { circle, glow, gradient, round, SIZE } from '../shapes';

/** Soft bodies of colour, with a few clear lines and dots over them. */
export const drawAbstract: DrawScene = (input) => {
  const { random, palette } = input;
  const colors = [palette.accent, palette.far, palette.sky[0], palette.sky[1], palette.sun];
  let defs = gradient('ground', [palette.sky[2], mix(palette.sky[2], palette.sky[1], 0.7)], [0, 0, 1, 1]);
  defs += colors.map((color, index) => glow(`cloud${index}`, color, 0.85)).join('');
  const clouds = random
    .shuffle([...colors.keys(), ...colors.keys()])
    .map((index) =>
      circle(
        random.between(40, 984),
        random.between(40, 984),
        random.between(230, 480),
        `fill="url(#cloud${index})"`,
      ),
    );
  const discs = random
    .shuffle([...colors, palette.near])
    .slice(0, 6)
    .map((color, index) => {
      const angle = random.between(0, 90);
      defs += gradient(
        `disc${index}`,
        [color, mix(color, palette.light, 0.65)],
        [0, 0, Math.cos(angle), Math.sin(angle)],
      );
      return circle(
        random.between(140, 884),
        random.between(140, 800),
        random.between(60, 200),
        `fill="url(#disc${index})" opacity="0.88"`,
      );
    });
  return {
    defs,
    body:
      `<rect width="${SIZE}" height="${SIZE}" fill="url(#ground)"/>${clouds.join('')}` +
      discs.join('') +
      drawArcs(input) +
      drawDots(input),
    front: '',
    stage: { y: 800, size: 470, shadow: palette.near },
  };
};

function drawArcs({ random, palette }: SceneInput): string {
  const x = random.between(240, 784);
  const y = random.between(240, 784);
  const arcs = Array.from({ length: random.whole(5, 9) }, (_, index) =>
    circle(
      x,
      y,
      120 + index * 26,
      `stroke-dasharray="${round(random.between(200, 900))} 4000" transform="rotate(${round(random.between(0, 360))} ${round(x)} ${round(y)})"`,
    ),
  );
  return `<g fill="none" stroke="${palette.near}" stroke-width="3.5" stroke-linecap="round" opacity="0.75">${arcs.join('')}</g>`;
}

function drawDots({ random, palette }: SceneInput): string {
  const left = random.between(90, 640);
  const top = random.between(90, 640);
  const dots = Array.from({ length: 49 }, (_, index) =>
    circle(left + (index % 7) * 34, top + Math.floor(index / 7) * 34, 4, ''),
  );
  return `<g fill="${palette.light}" opacity="0.9">${dots.join('')}</g>`;
}
